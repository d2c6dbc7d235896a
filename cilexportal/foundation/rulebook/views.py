"""The public pages of the register."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from cilexportal.foundation.rulebook import queries, register


@require_safe
def index(request: HttpRequest) -> HttpResponse:
    """All clauses by document; ``?q=`` keeps those that hold every word."""
    words = request.GET.get("q", "").strip()[:100]
    groups = queries.groups(words)
    context = {
        "q": words,
        "groups": groups,
        "found": sum(len(group.clauses) for group in groups),
        "all": len(register.load()),
    }
    return render(request, "rulebook/index.html", context)


@require_safe
def clause(request: HttpRequest, clause_id: str) -> HttpResponse:
    """One clause; an id in other letters leads to the right address."""
    found = queries.find(clause_id)
    if found is None:
        raise Http404("no such clause")
    if found.id != clause_id:
        return redirect(queries.address(found.id), permanent=True)
    back = f"{reverse('rulebook:index')}#{found.prefix.lower()}"
    return render(request, "rulebook/clause.html", {"clause": found, "uses": queries.uses(found.id), "back": back})

"""The buyer's list of their own orders."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from shop.queries import order_list


@require_safe
def orders(request: HttpRequest) -> HttpResponse:
    """Everything the signed-in person has ordered, the newest first."""
    page = order_list.paginated(request.user.pk).get_page(request.GET.get("page"))
    rows = order_list.rows(list(page.object_list))
    return render(request, "shop/orders.html", {"page": page, "rows": rows})

"""Every address of the portal. A route also needs its row in authz.toml, or nobody may use it."""

from django.conf import settings
from django.urls import URLPattern, URLResolver, include, path

from cilexportal import home
from members.adminsite import site as admin_site

urlpatterns: list[URLPattern | URLResolver] = [
    path("", home.home, name="home"),
    path("cpd/", include("cpd.urls")),
    path("shop/", include("shop.urls")),
    path("desk/shop/", include("shop.desk_urls")),
    path("standing/", include("standing.urls")),
    path("desk/standing/", include("standing.desk_urls")),
    path("register/titles/", include("admission.register_urls")),
    path("register/", include("standing.register_urls")),
    path("me/", include("people.urls")),
    path("me/", include("members.urls")),
    path("desk/people/", include("people.desk_urls")),
    path("applications/<uuid:uuid>/admission/", include("admission.urls")),
    path("applications/<uuid:uuid>/portfolio/", include("portfolio.urls")),
    path("applications/", include("applications.urls")),
    path("desk/applications/", include("applications.desk_urls")),
    path("reference/", include("applications.reference_urls")),
    path("portfolio-link/", include("portfolio.link_urls")),
    path("desk/admission/", include("admission.desk_urls")),
    path("admission-link/", include("admission.link_urls")),
    path("", include("members.session_urls")),
    path("account/", include("allauth.urls")),
    path("requests/", include("cilexportal.foundation.asking.urls")),
    path("rules/", include("cilexportal.foundation.rulebook.urls")),
    path("ui/", include("cilexportal.foundation.ui.urls")),
    path("desk/letters/", include("cilexportal.foundation.correspondence.urls")),
    path("letters/", include("cilexportal.foundation.correspondence.my_urls")),
    path("healthz/", include("cilexportal.foundation.health.urls")),
    path("admin/", admin_site.urls),
    path("", include("cilexportal.foundation.guidance.urls")),
]

if settings.MODE == "demo":
    urlpatterns.insert(0, path("demo/", include("cilexportal.demo.urls")))

handler400 = "cilexportal.errors.bad_request"

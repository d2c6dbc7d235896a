"""The addresses of the shop for finance and for those who run courses."""

from django.urls import path

from shop.views import desk_orders, desk_papers, desk_totals

app_name = "shop_desk"
urlpatterns = [
    path("orders/", desk_orders.orders, name="orders"),
    path("orders/orders.csv", desk_orders.orders_csv, name="orders_csv"),
    path("orders/<uuid:uuid>/", desk_orders.order, name="order"),
    path("unpaid/", desk_orders.unpaid, name="unpaid"),
    path("reconciliation/", desk_totals.reconciliation, name="reconciliation"),
    path("totals/", desk_totals.totals, name="totals"),
    path("totals/refunds.csv", desk_totals.refunds_csv, name="refunds_csv"),
    path("papers/", desk_papers.desk, name="papers"),
    path("papers/papers.csv", desk_papers.csv, name="papers_csv"),
    path("papers/<slug:number>/", desk_papers.paper, name="paper"),
]

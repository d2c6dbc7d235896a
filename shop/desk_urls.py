"""The addresses of the shop for finance and for those who run courses."""

from django.urls import path

from shop.views import (
    desk_announcements,
    desk_endings,
    desk_fulfilment,
    desk_orders,
    desk_papers,
    desk_payments,
    desk_refunds,
    desk_totals,
)

app_name = "shop_desk"
urlpatterns = [
    path("refunds/", desk_refunds.desk, name="refunds"),
    path("refunds/<uuid:uuid>/", desk_refunds.refund, name="refund"),
    path("refunds/<uuid:uuid>/<slug:which>/", desk_refunds.file, name="refund_file"),
    path("lines/<uuid:uuid>/notice/", desk_endings.notice, name="notice"),
    path("orders/<uuid:uuid>/end/", desk_endings.end, name="ending"),
    path("orders/<uuid:uuid>/paid-in-error/", desk_endings.paid_in_error, name="paid_in_error"),
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
    path("parcels/", desk_fulfilment.parcels, name="parcels"),
    path("parcels/<uuid:uuid>/", desk_fulfilment.sending, name="sending"),
    path("parcels/<uuid:uuid>/<int:pk>/", desk_fulfilment.parcel, name="parcel"),
    path("sessions/", desk_fulfilment.sessions, name="sessions"),
    path("sessions/<int:pk>/", desk_fulfilment.attendance, name="attendance"),
    path("products/", desk_announcements.desk, name="announcements"),
    path("products/<slug:slug>/files/", desk_fulfilment.files, name="files"),
    path("products/<slug:slug>/announce/", desk_announcements.announce, name="announce"),
    path("announcements/<int:pk>/", desk_announcements.announcement, name="announcement"),
    path("changes/<int:pk>/", desk_announcements.change, name="change"),
    path("payments/", desk_payments.payments, name="payments"),
    path("transfers/", desk_payments.transfer_list, name="transfers"),
    path("transfers/<int:pk>/", desk_payments.transfer, name="transfer"),
    path("orders/<uuid:uuid>/owed/", desk_payments.owed, name="owed"),
    path("orders/<uuid:uuid>/remind/", desk_payments.remind, name="remind"),
    path("reminders/<int:pk>/came-back/", desk_payments.came_back, name="came_back"),
]

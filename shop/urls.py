"""The addresses of the shop for buyers and payers."""

from django.urls import path

from shop.views import basket, catalogue, checkout, choices, gate, give_up, order_list, orders, papers, returns, terms

app_name = "shop"
urlpatterns = [
    path("", catalogue.catalogue, name="catalogue"),
    path("products/<slug:slug>/", catalogue.product, name="product"),
    path("basket/", basket.basket, name="basket"),
    path("basket/put/", basket.put, name="basket_put"),
    path("check-out/", checkout.check_out, name="checkout"),
    path("orders/", order_list.orders, name="orders"),
    path("orders/<uuid:uuid>/", orders.order, name="order"),
    path("give-up/<uuid:uuid>/", give_up.give_up, name="give_up"),
    path("given-up/<uuid:uuid>/", give_up.notice, name="notice"),
    path("given-up/<uuid:uuid>/sent/", returns.sent, name="notice_sent"),
    path("given-up/<uuid:uuid>/object/", returns.object_to, name="notice_object"),
    path("given-up/<uuid:uuid>/<slug:which>/", returns.file, name="notice_file"),
    path("cancellation-form/", orders.model_form, name="model_form"),
    path("terms/", terms.terms, name="terms"),
    path("terms/<str:version>/", terms.text, name="terms_file"),
    path("papers/", papers.mine, name="papers"),
    path("papers/<slug:number>/", papers.paper, name="paper"),
    path("papers/<slug:number>/file/", papers.file, name="paper_file"),
    path("paid-for/<str:token>/<slug:number>/", papers.by_link, name="link_paper"),
    path("paid-for/<str:token>/<slug:number>/file/", papers.file_by_link, name="link_paper_file"),
    path("downloads/", gate.shelf, name="downloads"),
    path("downloads/<uuid:uuid>/", gate.gate, name="gate"),
    path("downloads/<uuid:uuid>/<int:pk>/", gate.file, name="gate_file"),
    path("announcements/<int:pk>/", choices.choice, name="choice"),
    path("lines/<uuid:uuid>/change/", choices.ask, name="ask_change"),
    path("changes/<int:pk>/", choices.change, name="change"),
]

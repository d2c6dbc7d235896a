"""The addresses of the shop for finance and for those who run courses."""

from django.urls import path

from shop.views import desk_papers

app_name = "shop_desk"
urlpatterns = [
    path("papers/", desk_papers.desk, name="papers"),
    path("papers/papers.csv", desk_papers.csv, name="papers_csv"),
    path("papers/<slug:number>/", desk_papers.paper, name="paper"),
]

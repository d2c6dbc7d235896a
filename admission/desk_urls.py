"""What officers do of final applications."""

from django.urls import path

from admission.views import archive, assess, assess_files, desk_declarations

app_name = "admission_desk"

urlpatterns = [
    path("figures/", archive.figures, name="figures"),
    path("<uuid:uuid>/archive/", archive.archive, name="archive"),
    path("<uuid:uuid>/archive/file/", archive.archive_file, name="archive_file"),
    path("<uuid:uuid>/declarations/", desk_declarations.declarations, name="declarations"),
    path("<uuid:uuid>/declarations/<uuid:declaration>/again/", desk_declarations.again, name="again"),
    path("<uuid:uuid>/declarations/<uuid:declaration>/replace/", desk_declarations.replace, name="replace"),
    path("<uuid:uuid>/declarations/<uuid:declaration>/record/", desk_declarations.record, name="record"),
    path("<uuid:uuid>/left-out/<int:exclusion>/", desk_declarations.let_pass, name="let_pass"),
    path("<uuid:uuid>/marks/", assess.assess, name="assess"),
    path("<uuid:uuid>/marks/share/<int:competency>/", assess.share, name="share"),
    path("<uuid:uuid>/marks/judge/<slug:kind>/<str:about>/", assess.judge, name="judge"),
    path("<uuid:uuid>/marks/<str:slot>/", assess.example, name="example"),
    path("<uuid:uuid>/marks/<str:slot>/keep/", assess_files.keep, name="keep"),
    path("<uuid:uuid>/marks/<str:slot>/<slug:key>/", assess_files.whole, name="file"),
    path("<uuid:uuid>/marks/<str:slot>/<slug:key>/<int:page>/", assess_files.picture, name="picture"),
]

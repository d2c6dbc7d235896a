"""Lists of the administration: on a phone, where rows are cards, each cell says what it is."""

from __future__ import annotations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils.safestring import SafeString

from members.models import PracticeArea
from members.templatetags.lists import under
from tests import factories


@pytest.mark.django_db
def test_each_cell_of_a_list_says_its_heading() -> None:
    PracticeArea.objects.create(code="space", name="Space & law")
    client: Client = factories.signed_in(factories.staff("administrator"), recently=True)
    page = client.get(reverse("admin:members_practicearea_changelist")).content.decode()
    assert '<th data-label="Name" class="field-name">' in page
    assert '<td data-label="Code" class="field-code">space</td>' in page


def test_a_heading_stays_text_and_the_box_for_choosing_a_row_has_none() -> None:
    cells = [SafeString('<td class="action-checkbox">x</td>'), SafeString('<td class="field-a">1</td>')]
    assert list(under(cells, [{"text": SafeString("<input>")}, {"text": 'why "<b>"'}])) == [
        '<td class="action-checkbox">x</td>',
        '<td data-label="Why &quot;&lt;b&gt;&quot;" class="field-a">1</td>',
    ]

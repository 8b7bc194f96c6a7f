"""A link of one year to an area of another."""

from domain.admin import PROVINCE
from domain.links import from_query
from domain.selection import Options


def test_an_area_of_another_year_is_followed_to_where_it_lies_and_told():
    counties = {PROVINCE: 1, "IR2301": 2, "IR2302": 2}
    options = Options(
        (1401, 1404),
        counties,
        areas_then={1401: {PROVINCE: 1, "IR2301": 2, "IR2309": 2}},
        lies_in={1401: {"IR2302": "IR2301"}},
        became={"IR2309": "IR2302"},
    )

    def read(**query):
        selection, notices = from_query({**query, "level": "district"}, options)
        return selection, [(one.key, one.value, one.reason) for one in notices]

    found, told = read(area="IR2302", areas="IR2302,IR2301", place="area:IR2302", period="1401")
    assert (found.area, found.areas, found.place) == ("IR2301", ("IR2301",), "area:IR2301")
    assert told == [(key, "IR2302", "came_later") for key in ("area", "place", "areas")]
    found, told = read(area="IR2309", period="1404")
    assert (found.area, told) == ("IR2302", [("area", "IR2309", "is_no_more")])
    assert read(area="IR2309", period="1401")[1] == []
    assert read(area="IR2309")[0].area == "IR2302"
    assert read(area="IR2399", period="1401")[1] == [("area", "IR2399", "unknown_value")]

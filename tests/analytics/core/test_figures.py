"""Charts: a figure that is kept for all is left alone while it is made ready for a page; others
read it at the same time.
"""

import plotly.graph_objects as go
import pytest

from analytics.core import drawing


class Untouched(dict[str, object]):
    """A trace that several pages share; whoever takes something out of it, if only for a moment,
    fails.
    """

    def pop(self, *_: object) -> object:
        raise AssertionError("the shared trace was changed")

    def __deepcopy__(self, _: object) -> dict[str, object]:
        return dict(self)


@pytest.mark.parametrize("simulated", [False, True])
@pytest.mark.parametrize("ways", [{}, {"Genteng": "/profil?kec=351106"}])
def test_a_shared_figure_is_left_alone_while_it_is_finished(
    ways: dict[str, str], simulated: bool
) -> None:
    figure = go.Figure(layout=drawing.layout(200))
    figure.add_bar(x=[3, 5], y=["Genteng", "Gambiran"], orientation="h")
    figure._data[:] = [Untouched(figure._data[0])]
    finished = drawing.finished(figure, ways, simulated=simulated)
    assert [trace.type for trace in finished.data] == ["bar"]
    assert figure._data[0]["type"] == "bar"
    assert ("DATA SIMULASI" in str(finished.layout)) is simulated
    assert ("profil?kec=351106" in str(finished.layout)) is bool(ways)


@pytest.mark.parametrize("points", range(6))
def test_a_chart_of_fewer_than_three_points_is_not_worth_drawing(points: int) -> None:
    names = [f"Kota {number}" for number in range(points)]
    bars = go.Figure([go.Bar(x=list(range(points)), y=names)])
    apart = go.Figure([go.Scatter(x=[1], y=[name]) for name in names])
    squares = go.Figure([go.Heatmap(z=[[0.5]] * points)])
    for figure in (bars, apart, squares):
        assert drawing.is_worth_drawing(figure) == (points >= 3)

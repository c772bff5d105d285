//! A day of the board: a grid where there is room, and a list by time where there is none.

use leptos::prelude::*;

use super::{
    super::loaded::Board,
    card::{Moved, card},
    grid::Grid,
};
use crate::when;
use domain::residencies::schedule::clock;

pub(super) fn day(board: &Board, day: i64, moved: &Moved) -> impl IntoView + use<> {
    let grid = Grid::of(&board.schedule, day);
    let title = format!("Day {day}, {}", when::day(board.schedule.date(day)));
    let (id, label) = (format!("day-{day}"), format!("day-{day}-title"));
    let open = moved.session.is_some_and(|id| grid.sessions.iter().any(|(one, _)| one.id == id));
    let rooms = format!("Rooms on day {day}");
    let none = grid.sessions.is_empty().then(|| view! { <p class="quiet board-none">"Nothing stands on this day yet."</p> });
    view! {
        <section class="board-day" id=id aria-labelledby=label.clone() data-open=open.then_some("")>
            <h2 id=label.clone()>{title}</h2>
            {none}
            <div class="table-wrap" role="region" aria-label=rooms tabindex="0">{drawn(board, (&grid, day), moved)}</div>
        </section>
    }
}

fn drawn(board: &Board, (grid, day): (&Grid<'_>, i64), moved: &Moved) -> impl IntoView + use<> {
    let rooms = grid
        .rooms
        .iter()
        .map(|(room, column, across)| {
            view! {
                <span class="board-room" aria-hidden="true" data-column=column.to_string() data-across=across.to_string() data-room=room.id.to_string()>
                    {room.name.clone()}
                    <span class="board-venue">{room.venue_name.clone()}", "{room.capacity}</span>
                </span>
            }
        })
        .collect_view();
    let hours = (0..grid.rows)
        .step_by(4)
        .map(|row| view! { <span class="board-hour" aria-hidden="true" data-row=(row + 1).to_string()>{clock(grid.first + row * 15)}</span> })
        .collect_view();
    let cards = grid
        .sessions
        .iter()
        .map(|(session, cell)| {
            view! {
                <li class="board-cell" data-column=cell.column.to_string() data-row=cell.row.to_string() data-rows=cell.rows.to_string()>
                    {card(board, session, moved)}
                </li>
            }
        })
        .collect_view();
    view! {
        <div class="board-grid" data-day=day.to_string() data-first=grid.first.to_string() data-columns=grid.columns().to_string()
            data-end=grid.rows.to_string()>
            {rooms}
            {hours}
            <ol class="board-cells">{cards}</ol>
        </div>
    }
}

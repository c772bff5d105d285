//! Messages, announcements, discussion, and how people are told.

mod announcements;
mod discussion;
mod notifications;
mod sending;

//! The ids of things: UUIDv7, each kind a type of its own so that none is taken for another.

use serde::{Deserialize, Serialize};
use uuid::Uuid;

macro_rules! ids {
    ($($(#[$doc:meta])* $name:ident),+ $(,)?) => {$(
        $(#[$doc])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash, Serialize, Deserialize)]
        #[serde(transparent)]
        pub struct $name(pub Uuid);

        impl std::fmt::Display for $name {
            fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
                self.0.fmt(f)
            }
        }

        impl std::str::FromStr for $name {
            type Err = uuid::Error;
            fn from_str(text: &str) -> Result<Self, Self::Err> {
                text.parse().map(Self)
            }
        }

        impl $name {
            /// A new id: time-ordered, random in its lower bits.
            pub fn new() -> Self {
                Self(Uuid::now_v7())
            }
        }

        impl Default for $name {
            fn default() -> Self {
                Self::new()
            }
        }

        #[cfg(feature = "db")]
        crate::db::id_column!($name);
    )+};
}

ids! {
    /// A person of the school.
    PersonId,
    /// A signed-in browser.
    SessionId,
    /// A link sent by mail.
    TokenId,
    /// A module, whatever its version.
    ModuleId,
    /// A published version of a module.
    VersionId,
    /// A unit of one module version.
    UnitId,
    /// A question of a unit.
    QuestionId,
    /// A program.
    ProgramId,
    /// A cohort of a program.
    CohortId,
    /// A residency of a cohort.
    ResidencyId,
    /// A person in a cohort.
    EnrollmentId,
    /// A faculty assignment.
    TeachingId,
    /// An act of a student.
    EvidenceId,
    /// One try at a quiz.
    AttemptId,
    /// A mail to be sent.
    MailId,
    /// A request from the public front.
    RequestId,
    /// A released calendar of a cohort.
    ReleaseId,
    /// A thing in a cohort's calendar.
    EntryId,
    /// More time for one student and one unit, asked for or granted.
    ExtensionId,
    /// A roster that was uploaded.
    ImportId,
    /// A note of staff on a student.
    NoteId,
    /// A secret address of a calendar.
    FeedId,
    /// A picture, film, sound or document beside a module.
    MediaId,
    /// A message of staff to a part of a cohort.
    MessageId,
    /// An announcement on a cohort's page.
    AnnouncementId,
    /// A post in a discussion.
    PostId,
    /// Something that waits for a person's digest.
    NoticeId,
    /// A change of how somebody stands in a cohort.
    ChangeId,
    /// A building or campus where a residency takes place.
    VenueId,
    /// A room of a venue.
    RoomId,
    /// A session of a residency; `SessionId` is a browser's.
    ResidencySessionId,
    /// Students of a cohort who work together.
    TeamId,
    /// A seat in a session that somebody has, is offered or waits for.
    BookingId,
    /// A run of the search that arranges a residency.
    ArrangementId,
    /// A released schedule of a residency.
    ScheduleId,
    /// Something that was seen of who was there.
    MarkId,
    /// How a student makes up for a session.
    MakeUpId,
    /// Where somebody's busy times come from.
    BusySourceId,
    /// A look at somebody's logistics.
    LookId,
    /// What is written of a module until it is published.
    DraftId,
    /// An earlier text of a file of a draft.
    SaveId,
    /// What somebody said of a draft they were asked to read.
    VerdictId,
    /// Comments on a paragraph of a draft, or on a unit.
    ThreadId,
    /// One of them.
    CommentId,
    /// An address by which somebody without an account reads a draft.
    LinkId,
    /// A question of the bank, whatever its version.
    BankQuestionId,
    /// A version of a question of the bank.
    BankVersionId,
    /// A file that is to be handed in.
    WorkFileId,
    /// What was handed in at one moment.
    HandInId,
    /// What a grader made of it.
    GradingId,
    /// What a grader said of one of its paragraphs.
    GradingCommentId,
    /// What a member of a team said of another's contribution.
    PeerRatingId,
    /// A run of a simulator that a student saved.
    RunId,
}

impl AttemptId {
    /// What its questions are drawn and shuffled by. The lower half of a UUIDv7 is random: as good a seed as any, and there for whoever
    /// asks years later.
    pub fn seed(self) -> i64 {
        (self.0.as_u128() & 0x7fff_ffff_ffff_ffff) as i64
    }
}

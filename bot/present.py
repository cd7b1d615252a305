"""Whether a notice is still true when it is sent: of which revision it has to be then."""

# What the clock writes while it becomes needless is not seen by who takes such questions back
# (`interviews.taking_back`), so they are looked at once more.
PRESENT = """(
    SELECT revision FROM interview i WHERE i.id = o.interview_id AND CASE o.kind
        WHEN 'ended' THEN i.status = 'confirmed'
        WHEN 'feedback' THEN i.status IN ('confirmed', 'done') AND i.closed_at IS NULL AND NOT EXISTS (
            SELECT FROM feedback f WHERE f.interview_id = i.id AND f.interviewer_id = o.person_id)
        ELSE true END
)"""
"""The present revision of the interview that the outbox row `o` is about; none of a question that is
settled: whether it took place, and what an interviewer thinks."""

-- The wire protocol. Fields of a clause: see README.md in this folder.
return {
    area = "wire",
    profile = "supervisor",
    clauses = {
        {
            id = "WIRE-01", level = "MUST",
            text = "A frame is four bytes holding a length N as an unsigned big-endian integer, followed by exactly N bytes of JSON text in UTF-8. Whoever writes a frame pushes it out completely (no part of it stays in a buffer) before doing anything else.",
            why = "The peer waits for the frame; a frame that lingers in a buffer is a deadlock.",
            checked = "scenario invariant",
        },
        {
            id = "WIRE-02", level = "MUST",
            text = "A length above the cap in force on the connection is refused: by a reader as soon as it has the header, before it reserves memory for the body, and by a writer before the first byte goes out.",
            why = "Four bytes from a broken child must not be able to reserve 4 GiB in its parent.",
            checked = "scenario",
        },
        {
            id = "WIRE-03", level = "MUST",
            text = "The JSON text is one object {\"version\":10,\"message\":{\"type\":T,\"body\":B}}. A frame that decodes in every other respect but carries another version is a version mismatch, reported with the expected and the actual number. Decoding comes first: an unknown type under a wrong version is a decode error.",
            checked = "scenario",
        },
        {
            id = "WIRE-04", level = "MUST",
            text = "A reader passes over object members that it does not know. It reports a decode error for: an unknown type, op or status; a protocol member that occurs twice; anything but white space after the JSON value; a required member that is missing; a number that is negative, has a fraction (2.0 too) or is out of range where an unsigned integer belongs; a frame of length 0 (which is not an end of file). An optional member that is missing reads as null, and white space around the value is allowed.",
            checked = "scenario",
        },
        {
            id = "WIRE-05", level = "MUST",
            text = "In what a writer sends, type stands before body.",
            why = "Streaming decoders choose the body's decoder by the type.",
            related = "WIRE-05b", checked = "scenario",
        },
        {
            id = "WIRE-05b", level = "SHOULD",
            text = "A reader takes type and body in either order.",
            why = "Writers that sort their keys, or keep none, put body first.",
            related = "WIRE-05", checked = "scenario",
        },
        {
            id = "WIRE-06", level = "MUST",
            text = "A stream that ends inside a header or inside a body counts as end of file, just as one that ends between frames. Every other failure to get a frame is a protocol failure.",
            checked = "scenario",
        },
        {
            id = "WIRE-07", level = "MUST",
            text = "The cap on a frame is 1,048,576 bytes unless configured, and a configured one is moved into [65,536, 268,435,456]. The parent applies its cap from the handshake on; the child applies 1,048,576 until configure_frame_limit tells it otherwise.",
            checked = "scenario invariant",
            partly = "the child's half: what is under test is the parent",
        },
        {
            id = "WIRE-08", level = "MUST",
            text = "Frames come in this order: handshake from the child; configure_frame_limit from the parent; then, exchange by exchange, one request from the parent, any number of data_row, diagnostic and progress_tick frames from the child, and one response from the child. No frame names the request or the generation that it belongs to.",
            why = "So a stale frame cannot be told by looking at it: FIX-03.",
            related = "REQ-03 FIX-03", checked = "scenario invariant machine",
        },
        {
            id = "WIRE-09", level = "MUST",
            text = "A request that the parent cannot send because it is over the cap fails with kind protocol, moves no counter, and leaves the worker usable. A child whose response would be over the cap sends an error response with code lean_rs.worker.output_frame_too_large in its place.",
            checked = "scenario",
            partly = "the child's half: what is under test is the parent",
        },
        {
            id = "WIRE-10", level = "MUST",
            text = "JSON is RFC 8259 to the letter, inside payloads too. A raw control character in a string, 01, +1, .5, 1., NaN, a comment, a trailing comma or invalid UTF-8 is a decode error, and so is the escape of a lone surrogate in a string that the parent decodes; inside a payload that escape MAY pass as it is. Nesting of 128 levels is accepted; deeper nesting MAY be refused as a decode error. Whatever comes, reading neither crashes nor takes more than linear time.",
            checked = "scenario",
        },
        {
            id = "WIRE-11", level = "MUST", profile = "stream",
            text = "The payload of a row reaches the sink as the very bytes that the child sent: white space inside it, the order of keys and the spelling of numbers included.",
            why = "Consumers hash payloads, and numbers do not survive a round trip through a double.",
            checked = "scenario invariant",
        },
        {
            id = "WIRE-12", level = "MUST", profile = "stream",
            text = "The child numbers rows for each stream separately, from 0. The parent does not check these numbers, nor does it compare count or total_rows with what it delivered, unless an operation's own clause says so.",
            related = "REQ-10", checked = "scenario",
            partly = "the child's half: what is under test is the parent",
        },
        {
            id = "WIRE-13", level = "MAY",
            text = "A parent may accept the status host_session_reused, with the body of host_session_opened, as the answer to open_host_session: the child already held that session. It does not change the import accounting.",
            checked = "scenario",
        },
    },
}

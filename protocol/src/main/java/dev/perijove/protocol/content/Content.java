package dev.perijove.protocol.content;

/** What a message carries: one record a message type, named after it. */
public sealed interface Content
    permits Request,
        Reply,
        Status,
        StreamOutput,
        DisplayData,
        UpdateDisplayData,
        ExecuteResult,
        ExecuteInput,
        ErrorOutput,
        ClearOutput,
        CommOpen,
        CommMsg,
        CommClose,
        DebugEvent,
        IopubWelcome,
        UnknownContent {}

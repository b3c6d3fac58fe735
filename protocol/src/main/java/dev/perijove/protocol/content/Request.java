package dev.perijove.protocol.content;

/** Content that waits for a reply of its own type. */
public sealed interface Request extends Content
    permits ExecuteRequest,
        InspectRequest,
        CompleteRequest,
        HistoryRequest,
        IsCompleteRequest,
        ConnectRequest,
        CommInfoRequest,
        KernelInfoRequest,
        InterruptRequest,
        ShutdownRequest,
        DebugRequest,
        CreateSubshellRequest,
        DeleteSubshellRequest,
        ListSubshellRequest,
        InputRequest {}

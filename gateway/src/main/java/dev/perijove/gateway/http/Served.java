package dev.perijove.gateway.http;

import dev.perijove.gateway.http.HttpServerConfig.Limits;
import dev.perijove.gateway.http.HttpServerConfig.Timeouts;

/** What every connection of one server shares. */
record Served(
    Router router,
    Gate gate,
    BasePath base,
    Limits limits,
    Timeouts timeouts,
    RequestThreads threads,
    AnswerListener answers) {}

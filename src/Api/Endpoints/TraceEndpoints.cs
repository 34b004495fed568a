using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.RateLimiting;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.Hosting;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>The trace of the present run: all so far, or as it grows.</summary>
internal static class TraceEndpoints
{
    private const string JsonLines = "application/jsonl";
    private const string EventStreamType = "text/event-stream";
    private const string LastEventHeader = "Last-Event-ID";

    internal static void Map(IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs/current").WithTags("Trace").RequireAuthorization(ApiRoles.Viewer).ProducesProblems(400, 404, 429)
            .RequireRateLimiting(ClientLimits.Streams);
        runs.MapGet("/trace", TraceAsync).WithName("getTrace").WithSummary("The trace so far, as JSON lines or as lines for people")
            .Produces<string>(StatusCodes.Status200OK, JsonLines, "text/plain");
        runs.MapGet("/events", EventsAsync).WithName("followTrace").WithSummary("The trace as it grows, as server-sent events")
            .Produces<string>(StatusCodes.Status200OK, EventStreamType).Produces(StatusCodes.Status204NoContent);
    }

    private static async Task<IResult> TraceAsync(
        [FromQuery] string? node, [FromQuery] string? device, [FromQuery] string? format, TraceSource source, HttpContext context, IHostApplicationLifetime lifetime)
    {
        if (source.Current is not { } log)
        {
            return Problem.NoRun();
        }

        // in this order: an end that is known has no events after those counted, and these have their names
        var ended = log.End is not null;
        var count = log.Count;
        var names = log.Names;
        var choice = TraceChoice.Of(node, device, names);
        if (choice.Filter is null || !IsFormat(format, out var isText))
        {
            return Problem.InvalidRequest(choice.Wrong ?? FormatHint(format));
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var lines = new LineWriter(log.Header, names, choice.Filter, isText);
        context.Response.ContentType = isText ? "text/plain; charset=utf-8" : JsonLines;
        await TraceSoFar.WriteAsync(log, count, ended, lines, context.Response.BodyWriter, stop.Token);
        return TypedResults.Empty;
    }

    private static async Task<IResult> EventsAsync(
        [FromQuery] string? node, [FromQuery] string? device, [FromQuery] string? format, [FromQuery] string? from, [FromQuery] string? maxLag,
        [FromHeader(Name = LastEventHeader)] string? lastEventId, TraceSource source, ApiLimits limits, TimeProvider clock, HttpContext context,
        IHostApplicationLifetime lifetime)
    {
        if (source.Current is not { } log)
        {
            return Problem.NoRun();
        }

        var names = log.Names;
        var choice = TraceChoice.Of(node, device, names);
        var start = Start(log, from, lastEventId);
        if (choice.Filter is null || start is null || !IsFormat(format, out var isText) || !IsCount(maxLag, limits.StreamLag, out var lag))
        {
            return Problem.InvalidRequest(choice.Wrong ?? (start is null
                ? $"'from' must be a place in the trace and {LastEventHeader} an id of an event, RUN.PLACE"
                : IsFormat(format, out _) ? "'maxLag' must be a number of events, or 0 for any number" : FormatHint(format)));
        }

        if (log.End is not null && start > log.Count)
        {
            return TypedResults.NoContent();
        }

        using var stop = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, lifetime.ApplicationStopping);
        using var lines = new LineWriter(log.Header, names, choice.Filter, isText);
        context.Response.ContentType = EventStreamType;
        context.Response.Headers["X-Accel-Buffering"] = "no";
        try
        {
            await new EventStream(log, context.Response.BodyWriter, lines, limits, clock).SendAsync(start.Value, lag, stop.Token);
        }
        catch (OperationCanceledException)
        {
            // the client went away or the coordinator stops: either way nobody waits for a last word
        }

        return TypedResults.Empty;
    }

    private static long? Start(ITraceLog log, string? from, string? lastEventId)
    {
        if (lastEventId is not null)
        {
            return LastEvent.Parse(lastEventId) is { } last ? last.Run == log.RunNumber ? last.Place + 1 : 0 : null;
        }

        return IsCount(from, 0, out var place) ? place : null;
    }

    private static bool IsCount(string? text, long otherwise, out long count)
    {
        count = otherwise;
        return text is null || long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out count);
    }

    private static bool IsFormat(string? format, out bool isText)
    {
        isText = string.Equals(format, "text", StringComparison.Ordinal);
        return format is null or "jsonl" or "text";
    }

    private static string FormatHint(string? format) => $"there is no format '{PlainText.Of(format ?? "")}'; formats are jsonl and text";
}

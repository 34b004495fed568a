using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.HttpResults;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Problems;

/// <summary>Makes the answers that say what is wrong, where, why, and what to do next. The one place that pairs types with status codes.</summary>
internal static class Problem
{
    internal static ProblemHttpResult InvalidRequest(string detail) =>
        Of(StatusCodes.Status400BadRequest, ProblemTypes.InvalidRequest, "The request is not well formed", detail);

    internal static ProblemHttpResult Unauthorized() => Of(
        StatusCodes.Status401Unauthorized, ProblemTypes.Unauthorized, "A token is needed",
        "there was no token or a wrong one; send 'Authorization: Bearer TOKEN' (numaprobe: --token-file FILE)");

    internal static ProblemHttpResult Forbidden() => Of(
        StatusCodes.Status403Forbidden, ProblemTypes.Forbidden, "The token does not allow this",
        "this is a viewer's token, which may only read; use the operator's");

    internal static ProblemHttpResult ForeignOrigin(string detail) =>
        Of(StatusCodes.Status403Forbidden, ProblemTypes.ForeignOrigin, "Requests of other web pages are refused", detail);

    internal static ProblemHttpResult NotFound(string detail) =>
        Of(StatusCodes.Status404NotFound, ProblemTypes.NotFound, "There is no such thing", detail);

    internal static ProblemHttpResult NoRun() => Of(
        StatusCodes.Status404NotFound, ProblemTypes.NoRun, "There has been no run yet",
        "begin one with POST /api/v1/runs (numaprobe run FILE --cluster URL)");

    internal static ProblemHttpResult NotWritten() => Of(
        StatusCodes.Status404NotFound, ProblemTypes.NotWritten, "The run is not written yet",
        "its folder is written when it has ended; POST /api/v1/runs/current/finish (numaprobe finish) lets a run end that stays open");

    internal static ProblemHttpResult TooMany(string detail) =>
        Of(StatusCodes.Status429TooManyRequests, ProblemTypes.TooMany, "Too many requests", detail);

    internal static ProblemHttpResult NotReady(string detail) =>
        Of(StatusCodes.Status503ServiceUnavailable, ProblemTypes.NotReady, "The cluster is not ready", detail);

    /// <summary>A refusal of the coordinator.</summary>
    internal static ProblemHttpResult Of(ControlRefusal refusal) => refusal.Kind switch
    {
        ControlRefusalKind.Invalid => Of(
            StatusCodes.Status422UnprocessableEntity, ProblemTypes.InvalidScenario, "Not valid", refusal.Message, refusal.Problems),
        ControlRefusalKind.Conflict => Of(
            StatusCodes.Status409Conflict, ProblemTypes.Conflict, "It does not fit the present state", refusal.Message, refusal.Problems),
        ControlRefusalKind.TooMuch => Of(
            StatusCodes.Status409Conflict, ProblemTypes.BoundReached, "A bound of the run was reached", refusal.Message, refusal.Problems),
        ControlRefusalKind.NotReady => Of(
            StatusCodes.Status503ServiceUnavailable, ProblemTypes.NotReady, "The cluster is not ready", refusal.Message, refusal.Problems),
        ControlRefusalKind.Failed => Of(
            StatusCodes.Status503ServiceUnavailable, ProblemTypes.Failed, "The infrastructure failed", refusal.Message, refusal.Problems),
        _ => throw new InvalidOperationException($"there is no answer for a refusal of the kind {refusal.Kind}"),
    };

    /// <summary>What a status code means that has no problem of its own.</summary>
    internal static ProblemHttpResult OfStatus(int status) => status switch
    {
        StatusCodes.Status401Unauthorized => Unauthorized(),
        StatusCodes.Status403Forbidden => Forbidden(),
        StatusCodes.Status404NotFound => NotFound("no such path; /openapi/v1.json lists all there are"),
        StatusCodes.Status405MethodNotAllowed => Of(
            status, ProblemTypes.InvalidRequest, "The method is not allowed here", "the header Allow says which are"),
        StatusCodes.Status413PayloadTooLarge => Of(
            status, ProblemTypes.TooLarge, "The body is too large", "write series as templates, for example nvme{0..999}, or split it"),
        StatusCodes.Status415UnsupportedMediaType => Of(
            status, ProblemTypes.InvalidRequest, "The content type is unknown here", "use application/yaml or application/json"),
        StatusCodes.Status503ServiceUnavailable => NotReady("the coordinator is stopping"),
        >= StatusCodes.Status500InternalServerError => Of(
            status, ProblemTypes.Internal, "Internal error", "this is a bug of numaprobe; the coordinator's log says more"),
        _ => Of(status, ProblemTypes.InvalidRequest, "The request is not well formed", "it breaks a rule of HTTP"),
    };

    private static ProblemHttpResult Of(int status, string type, string title, string detail, IReadOnlyList<string>? errors = null)
    {
        Dictionary<string, object?>? extensions = errors is { Count: > 0 }
            ? new(StringComparer.Ordinal) { ["errors"] = errors.Select(e => new ProblemError(e)).ToList() }
            : null;
        return TypedResults.Problem(detail, instance: null, status, title, type, extensions);
    }
}

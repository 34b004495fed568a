using System.Text.Json;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NumaProbe.Api.Fragments;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Endpoints;

/// <summary>Adds to the machine of a run, and makes things happen on it.</summary>
internal static class EventEndpoints
{
    internal static void Map(IEndpointRouteBuilder api) => api
        .MapPost("/events", InjectAsync).WithTags("Runs").WithName("inject")
        .WithSummary("Adds devices, drivers and events to the present run")
        .WithBody("A fragment of a scenario as YAML or JSON, or one event in short", typeof(EventRequest), withText: true).WithKey()
        .Produces<InjectionDocument>(StatusCodes.Status201Created)
        .ProducesProblems(400, 409, 413, 415, 422, 503)
        .RequireAuthorization(ApiRoles.Operator);

    private static async Task<IResult> InjectAsync(HttpRequest request, IClusterControl control, ApiLimits limits, CancellationToken cancellation)
    {
        var (key, badKey) = RequestText.Key(request, limits);
        if (badKey is not null)
        {
            return badKey;
        }

        if (!RequestText.IsJson(request) && !RequestText.IsYaml(request))
        {
            return Problem.OfStatus(StatusCodes.Status415UnsupportedMediaType);
        }

        var body = await RequestText.BodyAsync(request, cancellation);
        if (RequestText.IsJson(request))
        {
            var (fragment, refusal) = OfJson(body);
            if (fragment is null)
            {
                return refusal!;
            }

            body = fragment;
        }

        var outcome = await control.InjectAsync(new InjectionRequest(body, key), cancellation);
        if (outcome.Value is { } receipt)
        {
            return TypedResults.Created((string?)null, Documents.Of(receipt));
        }

        RetryHint.Add(outcome.Refusal!, request.HttpContext.Response);
        return Problem.Of(outcome.Refusal!);
    }

    // a short event has 'op', which no fragment has
    private static (byte[]? Fragment, IResult? Refusal) OfJson(byte[] body)
    {
        if (!RequestText.IsUtf8(body))
        {
            return (null, RequestText.NotUtf8());
        }

        try
        {
            using var document = JsonDocument.Parse(body, ApiJson.Documents);
            if (document.RootElement.ValueKind != JsonValueKind.Object)
            {
                return (null, Problem.InvalidRequest("the body must be a JSON object: a fragment of a scenario, or an event {\"op\": …, \"target\": …}"));
            }

            if (!document.RootElement.TryGetProperty("op", out _))
            {
                return (body, null);
            }
        }
        catch (JsonException e)
        {
            return (null, Problem.InvalidRequest($"the body is not JSON: {e.Message}"));
        }

        var (shorthand, refusal) = RequestText.Json<EventRequest>(body);
        if (shorthand is null)
        {
            return (null, refusal);
        }

        var fragment = ShortEvent.ToFragment(shorthand);
        return fragment.Wrong is null ? (fragment.Json, null) : (null, Problem.InvalidRequest(fragment.Wrong));
    }
}

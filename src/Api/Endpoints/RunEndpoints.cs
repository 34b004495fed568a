using System.Globalization;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Routing;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;

namespace NumaProbe.Api.Endpoints;

/// <summary>Begins, shows and finishes runs, and hands out what they leave.</summary>
internal static class RunEndpoints
{
    private const string CurrentPath = "/api/v1/runs/current";
    private const string DefaultFileName = "scenario.yaml";
    private const string DatabaseFile = "run.db";
    private static readonly TimeSpan FinishPatience = TimeSpan.FromSeconds(5);

    internal static void Map(IEndpointRouteBuilder api)
    {
        var runs = api.MapGroup("/runs").WithTags("Runs");
        runs.MapPost("", BeginAsync).WithName("beginRun").WithSummary("Begins a run")
            .WithBody("The scenario as a file, or JSON with the scenario in it", typeof(RunRequest), withText: true).WithKey()
            .WithMetadata(new RequestSizeLimitAttribute(ApiLimits.Default.RunBodyBytes))
            .Produces<RunStartedDocument>(StatusCodes.Status201Created)
            .ProducesProblems(400, 409, 413, 415, 422, 503)
            .RequireAuthorization(ApiRoles.Operator);
        runs.MapPost("/current/finish", FinishAsync).WithName("finishRun").WithSummary("Lets the run end when nothing is left to do")
            .Produces<RunFinishedDocument>().Produces<RunDocument>(StatusCodes.Status202Accepted)
            .ProducesProblems(404, 409, 503)
            .RequireAuthorization(ApiRoles.Operator);
        runs.MapGet("/current", (IClusterControl control, TraceSource source) => Current(control, source)).WithName("getRun").WithSummary("The present run, or the last one")
            .Produces<RunDocument>().ProducesProblems(404)
            .RequireAuthorization(ApiRoles.Viewer);
        runs.MapGet("/current/scenario", Export).WithName("exportScenario").WithSummary("What has happened so far as a scenario file")
            .Produces<string>(StatusCodes.Status200OK, "application/yaml").ProducesProblems(404)
            .RequireAuthorization(ApiRoles.Viewer);
        runs.MapGet("/current/run.db", Database).WithName("getRunDatabase").WithSummary("The run's database, once the run has ended")
            .Produces<byte[]>(StatusCodes.Status200OK, "application/vnd.sqlite3").ProducesProblems(404)
            .RequireAuthorization(ApiRoles.Viewer);
    }

    private static async Task<IResult> BeginAsync(
        HttpRequest request, [FromQuery] string? fileName, [FromQuery] string? generation, [FromQuery] string? seed, [FromQuery] string? pace,
        [FromQuery] string? staysOpen, IClusterControl control, ApiLimits limits, CancellationToken cancellation)
    {
        var (key, badKey) = RequestText.Key(request, limits);
        if (badKey is not null)
        {
            return badKey;
        }

        StartRequest? start;
        IResult? refusal;
        if (RequestText.IsJson(request))
        {
            (start, refusal) = OfJson(await RequestText.BodyAsync(request, cancellation), key);
        }
        else if (RequestText.IsYaml(request))
        {
            (start, refusal) = RunQuery.Read(await RequestText.BodyAsync(request, cancellation), fileName ?? DefaultFileName, generation, seed, pace, staysOpen, key);
        }
        else
        {
            return Problem.OfStatus(StatusCodes.Status415UnsupportedMediaType);
        }

        return start is null ? refusal! : await AskAsync(start, control, request.HttpContext.Response, cancellation);
    }

    private static async Task<IResult> AskAsync(StartRequest start, IClusterControl control, HttpResponse response, CancellationToken cancellation)
    {
        var outcome = await control.StartAsync(start, cancellation);
        if (outcome.Value is { } started)
        {
            return TypedResults.Created(CurrentPath, Documents.Of(started));
        }

        RetryHint.Add(outcome.Refusal!, response);
        return Problem.Of(outcome.Refusal!);
    }

    private static (StartRequest? Start, IResult? Refusal) OfJson(byte[] body, string? key)
    {
        var (run, refusal) = RequestText.Json<RunRequest>(body);
        if (run is null)
        {
            return (null, refusal);
        }

        if (run.Scenario is null)
        {
            return (null, Problem.InvalidRequest("the body has no 'scenario'; it is the text of the scenario file"));
        }

        return run.Pace is { } pace && !RunQuery.IsPace(pace)
            ? (null, Problem.InvalidRequest(RunQuery.PaceHint))
            : (new StartRequest(
                System.Text.Encoding.UTF8.GetBytes(run.Scenario), run.FileName ?? DefaultFileName, run.Generation, run.Seed, run.Pace, run.StaysOpen ?? false, key), null);
    }

    private static async Task<IResult> FinishAsync(
        IClusterControl control, TimeProvider clock, HttpResponse response, CancellationToken cancellation)
    {
        using var patience = new CancellationTokenSource(FinishPatience, clock);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(patience.Token, cancellation);
        try
        {
            var outcome = await control.FinishAsync(either.Token);
            if (outcome.Value is { } finished)
            {
                return TypedResults.Ok(Documents.Of(finished));
            }

            RetryHint.Add(outcome.Refusal!, response);
            return control.Status.Run is null && outcome.Refusal!.Kind == ControlRefusalKind.Conflict ? Problem.NoRun() : Problem.Of(outcome.Refusal!);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested && control.Status.Run is { } run)
        {
            return TypedResults.Accepted(CurrentPath, Documents.Of(run, control.Trace));
        }
    }

    private static IResult Current(IClusterControl control, TraceSource source) =>
        control.Status.Run is { } run ? TypedResults.Ok(Documents.Of(run, source.Current)) : Problem.NoRun();

    private static IResult Export(IClusterControl control, HttpResponse response)
    {
        if (control.Export() is not { } export)
        {
            return Problem.NoRun();
        }

        response.Headers["Numaprobe-Generation"] = export.Generation;
        response.Headers["Numaprobe-Seed"] = export.Seed.ToString(CultureInfo.InvariantCulture);
        return TypedResults.Text(export.Text, "application/yaml; charset=utf-8");
    }

    private static IResult Database(IClusterControl control, TraceSource source)
    {
        if (control.Status.Run is null)
        {
            return Problem.NoRun();
        }

        if (source.Folder is not { } folder)
        {
            return Problem.NotWritten();
        }

        var file = Path.Combine(folder, DatabaseFile);
        return File.Exists(file)
            ? TypedResults.PhysicalFile(file, "application/vnd.sqlite3", DatabaseFile)
            : Problem.NotFound("the coordinator no longer has the run's folder");
    }
}

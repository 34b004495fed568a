using NumaProbe.Analysis.Expectations;
using NumaProbe.Analysis.Summaries;
using NumaProbe.Cli.Terminal;
using NumaProbe.Runs;
using NumaProbe.Runs.Folders;
using NumaProbe.Runs.Places;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Runs;

namespace NumaProbe.Cli.Running;

/// <summary>Carries out a plan: runs it into its folder and summarises it on the way.</summary>
/// <param name="context">What verbs may use.</param>
internal sealed class RunCommand(CliContext context)
{
    /// <summary>Runs and writes.</summary>
    /// <param name="plan">What to run.</param>
    /// <param name="place">Where to write it.</param>
    internal RunOutcome Execute(RunPlan plan, RunFolderPlace place)
    {
        context.Console.EndsInOrder = true;
        var names = TraceNames.From(plan.Scenario);
        var summary = new SummaryBuilder(plan.Header, names);
        using var writer = Open(plan, names, place);
        var end = Run(plan, new FanOutSink(writer, summary));
        var folder = Complete(writer, end);
        context.Console.EndsInOrder = false;
        var result = summary.Finish(end);
        return new RunOutcome(result, ExpectationChecker.Check(plan.Scenario.Expectations, result), folder);
    }

    private static RunFolderWriter Open(RunPlan plan, TraceNames names, RunFolderPlace place)
    {
        try
        {
            return RunFolderWriter.Create(place, plan.Header, names, plan.Text);
        }
        catch (RunFolderException e)
        {
            throw new CliFailure(ExitCode.Usage, e.Message);
        }
    }

    private static string Complete(RunFolderWriter writer, RunEnd end)
    {
        try
        {
            return writer.Complete(end);
        }
        catch (RunFolderException e)
        {
            throw new CliFailure(ExitCode.RunFailed, e.Message);
        }
    }

    private RunEnd Run(RunPlan plan, ITraceSink sink)
    {
        var progress = new ProgressReporter(context.Console);
        var start = context.Console.Clock.GetTimestamp();
        context.Log.Debug("running {Name} on {Generation} with seed {Seed}", plan.Header.Name, plan.Header.Generation, plan.Header.Seed);
        try
        {
            var end = context.Runner.Execute(
                plan.Scenario, plan.Generation, plan.Header.Seed, sink, progress, context.Console.Interrupted);
            context.Log.Debug("{Events} events in {Elapsed}", end.Events, context.Console.Clock.GetElapsedTime(start));
            return end;
        }
        catch (RunFolderException e)
        {
            throw new CliFailure(ExitCode.RunFailed, e.Message);
        }
        finally
        {
            progress.Clear();
        }
    }
}

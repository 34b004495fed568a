using System.CommandLine;
using NumaProbe.Cli.Verify;
using NumaProbe.Shared.Generations;

namespace NumaProbe.Cli.Verbs;

/// <summary>
/// <c>numaprobe verify</c>: runs the scenarios of recordings of the real kernel and says where the runs differ from what
/// the kernel did, and which rule decides. Only reads options; <see cref="VerifyRun"/> does the work.
/// </summary>
public static class VerifyVerb
{
    private const string Text = "text";
    private const string Json = "json";
    private const int Usage = 2;

    /// <summary>Makes the verb.</summary>
    /// <param name="execute">Runs a scenario.</param>
    public static Command Create(RunExecutor execute)
    {
        var paths = new Argument<string[]>("RECORDING")
        {
            Description = "recordings of the real kernel (JSON), or folders of them",
            Arity = ArgumentArity.OneOrMore,
        };
        var generation = new Option<string?>("--generation", "-g") { Description = "kernel generation to run (default: the recording's own)", HelpName = "G" };
        var seed = new Option<ulong?>("--seed") { Description = "seed to run with (default: the scenario's)", HelpName = "N" };
        var form = new Option<string>("--output", "-o") { Description = "form of the result: text or json", DefaultValueFactory = static _ => Text };
        form.AcceptOnlyFromAmong(Text, Json);
        var verb = new Command("verify", "Compare runs with recordings of the real kernel. Exit 0: all agree; 1: some disagree; 3: a file is not a recording.")
        {
            paths, generation, seed, form,
        };
        verb.SetAction((parsed, cancellation) =>
        {
            var (output, errors) = (parsed.InvocationConfiguration.Output, parsed.InvocationConfiguration.Error);
            if (!TryFind(parsed.GetValue(generation), errors, out var chosen))
            {
                return Task.FromResult(Usage);
            }

            IVerifyOutput result = string.Equals(parsed.GetValue(form), Json, StringComparison.Ordinal) ? new VerifyJson(output) : new VerifyText(output);
            return Task.FromResult(new VerifyRun(execute, result, errors).Verify(parsed.GetValue(paths)!, chosen, parsed.GetValue(seed), cancellation));
        });
        return verb;
    }

    private static bool TryFind(string? name, TextWriter errors, out KernelGeneration? generation)
    {
        generation = name is null ? null : KernelGenerations.Find(name);
        if (name is null || generation is not null)
        {
            return true;
        }

        var known = string.Join(", ", KernelGenerations.All.Select(static g => g.Name));
        errors.WriteLine($"numaprobe: no kernel generation '{name}'; known: {known}");
        return false;
    }
}

using System.Collections.Immutable;
using System.Globalization;
using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Shared.Model;

/// <summary>
/// The kernel command line as the driver core and the work queue read it (parse_args(), obsolete_checksetup()). Unknown parameters are
/// ignored, as the kernel does; a later parameter of the same name replaces an earlier one; dashes in names are underscores; what
/// follows <c>--</c> is init's.
/// </summary>
/// <param name="DriverAsyncProbe">Text of driver_async_probe=, uncut; null when absent.</param>
/// <param name="DeferredProbeTimeout">Seconds of deferred_probe_timeout=; null when absent.</param>
/// <param name="ModuleDefaultAsyncProbe">module.async_probe=: default of all modules.</param>
/// <param name="ModuleAsyncProbe">MODULE.async_probe= by module, its dashes written as underscores.</param>
/// <param name="DefaultAffinityScope">workqueue.default_affinity_scope=; null when absent or unknown.</param>
/// <param name="WorkQueueNumaDisabled">workqueue.disable_numa was given (read up to 6.4).</param>
public sealed record KernelCommandLine(
    string? DriverAsyncProbe,
    int? DeferredProbeTimeout,
    bool ModuleDefaultAsyncProbe,
    ImmutableDictionary<string, bool> ModuleAsyncProbe,
    AffinityScope? DefaultAffinityScope,
    bool WorkQueueNumaDisabled)
{
    private const string AsyncProbeSuffix = ".async_probe";

    /// <summary>initcall_debug was given.</summary>
    public bool InitcallDebug { get; init; }

    /// <summary>Every isolcpus= and nohz_full= in the order given: the second one only adds to the first.</summary>
    public ImmutableArray<(string Parameter, string Value)> Isolation { get; init; } = [];

    /// <summary>dyndbg= turns the debug lines of drivers/base/dd.c on.</summary>
    public bool DebugsProbing { get; init; }

    /// <summary>Reads a command line.</summary>
    /// <param name="text">Parameters separated by blanks; double quotes keep blanks together.</param>
    public static KernelCommandLine Parse(string text)
    {
        ArgumentNullException.ThrowIfNull(text);
        var line = new KernelCommandLine(null, null, ModuleDefaultAsyncProbe: false, ImmutableDictionary<string, bool>.Empty, null, WorkQueueNumaDisabled: false);
        foreach (var parameter in Split(text))
        {
            if (string.Equals(parameter, "--", StringComparison.Ordinal))
            {
                break;
            }

            var equals = parameter.IndexOf('=', StringComparison.Ordinal);
            var name = (equals < 0 ? parameter : parameter[..equals]).Replace('-', '_');
            line = line.With(name, equals < 0 ? null : parameter[(equals + 1)..]);
        }

        return line;
    }

    /// <summary>The scope in force: the parameter exists since 6.6, before that only disable_numa.</summary>
    /// <param name="generation">The generation.</param>
    public AffinityScope AffinityScope(KernelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        if (generation.SoftAffinity)
        {
            return DefaultAffinityScope ?? generation.DefaultAffinityScope;
        }

        return WorkQueueNumaDisabled ? Topology.AffinityScope.System : generation.DefaultAffinityScope;
    }

    /// <summary>Work queues ignore nodes: workqueue.disable_numa, which kernels with affinity scopes no longer have.</summary>
    /// <param name="generation">The generation.</param>
    public bool IgnoresNodes(KernelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return WorkQueueNumaDisabled && !generation.SoftAffinity;
    }

    /// <summary>The kernel prints a line for each probe.</summary>
    /// <param name="generation">The generation.</param>
    public bool PrintsProbes(KernelGeneration generation)
    {
        ArgumentNullException.ThrowIfNull(generation);
        return InitcallDebug && (generation.InitcallDebugPrintsProbes || DebugsProbing);
    }

    /// <summary>kstrtobool(): its first letter or two decide; null for what is neither.</summary>
    private static bool? Bool(string? value) => value switch
    {
        ['1' or 'y' or 'Y' or 't' or 'T', ..] or ['o' or 'O', 'n' or 'N', ..] => true,
        ['0' or 'n' or 'N' or 'f' or 'F', ..] or ['o' or 'O', 'f' or 'F', ..] => false,
        _ => null,
    };

    /// <summary>param_set_bool(): without a value true; one that is none changes nothing.</summary>
    private static bool Bool(string? value, bool before) => value is null || (Bool(value) ?? before);

    private static AffinityScope? Scope(string? value) => value switch
    {
        "cpu" or "smt" => Topology.AffinityScope.Cpu,
        "cache" => Topology.AffinityScope.Cache,
        "numa" => Topology.AffinityScope.Numa,
        "system" => Topology.AffinityScope.System,
        _ => null,
    };

    private static IEnumerable<string> Split(string text)
    {
        var quoted = false;
        var start = 0;
        for (var i = 0; i <= text.Length; i++)
        {
            if (i < text.Length && text[i] == '"')
            {
                quoted = !quoted;
            }

            if (i == text.Length || (!quoted && char.IsWhiteSpace(text[i])))
            {
                if (i > start)
                {
                    yield return text[start..i].Replace("\"", "", StringComparison.Ordinal);
                }

                start = i + 1;
            }
        }
    }

    private KernelCommandLine With(string name, string? value) => name switch
    {
        "driver_async_probe" => this with { DriverAsyncProbe = value ?? DriverAsyncProbe },
        "deferred_probe_timeout" => int.TryParse(value, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out var seconds)
            ? this with { DeferredProbeTimeout = seconds }
            : this,
        "module.async_probe" => this with { ModuleDefaultAsyncProbe = Bool(value, ModuleDefaultAsyncProbe) },
        "workqueue.default_affinity_scope" => Scope(value) is { } scope ? this with { DefaultAffinityScope = scope } : this,
        "initcall_debug" => this with { InitcallDebug = Bool(value, InitcallDebug) },
        "dyndbg" => this with { DebugsProbing = value?.Contains("dd.c +p", StringComparison.Ordinal) ?? false },
        "isolcpus" or "nohz_full" when value is not null => this with { Isolation = Isolation.Add((name, value)) },
        "workqueue.disable_numa" => this with { WorkQueueNumaDisabled = Bool(value, WorkQueueNumaDisabled) },
        _ when name.EndsWith(AsyncProbeSuffix, StringComparison.Ordinal) =>
            this with { ModuleAsyncProbe = ModuleAsyncProbe.SetItem(name[..^AsyncProbeSuffix.Length], Bool(value) ?? true) },
        _ => this,
    };
}

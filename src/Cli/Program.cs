using System.CommandLine;
using NumaProbe.Cli.Verbs;
using NumaProbe.Cluster.Embedded;
using NumaProbe.Shared.Runs;

var root = new RootCommand("numaprobe")
{
    VerifyVerb.Create((scenario, generation, seed, sink, cancellation) =>
        EmbeddedRun.Execute(scenario, generation, seed, RunLimits.Default, sink, null, cancellation)),
};
return root.Parse(args).Invoke();

using System.CommandLine;
using NumaProbe.Cli.Running;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>unload driver</c>: unregisters a driver on the machine of a running cluster.</summary>
internal static class UnloadVerb
{
    internal static Verb Create(CliContext context) => new("unload", "Unload a driver on the machine of a running cluster", "numaprobe unload driver nvme")
    {
        SimpleEvent.Create(
            context, "driver", "Unload a driver (driver_unregister)", "numaprobe unload driver nvme",
            new Argument<string>("NAME") { Description = "Name of the driver" }, "driver_unregister", "unloaded"),
    };
}

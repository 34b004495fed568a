using System.CommandLine;
using NumaProbe.Cli.Running;

namespace NumaProbe.Cli.Verbs.Live;

/// <summary><c>remove device</c>: takes a device from the machine of a running cluster.</summary>
internal static class RemoveVerb
{
    internal static Verb Create(CliContext context) => new("remove", "Remove a device from the machine of a running cluster", "numaprobe remove device nvme0")
    {
        SimpleEvent.Create(
            context, "device", "Remove a device (device_del)", "numaprobe remove device nvme0",
            new Argument<string>("NAME") { Description = "Name of the device" }, "device_del", "removed"),
    };
}

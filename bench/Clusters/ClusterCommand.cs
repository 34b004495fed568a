using System.CommandLine;

namespace NumaProbe.Bench.Clusters;

/// <summary><c>cluster</c>: a storm on a cluster of processes.</summary>
internal static class ClusterCommand
{
    private const int MaxDevices = 10_000;
    private const int DefaultDevices = 1_000;

    internal static Command Create()
    {
        var devices = new Option<int>("--devices") { Description = "How many devices to probe.", DefaultValueFactory = _ => DefaultDevices };
        devices.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxDevices)
            {
                result.AddError($"--devices takes 1 to {MaxDevices}");
            }
        });
        var command = new Command("cluster", "Probe devices on four nodes in four processes and say how fast it went.") { devices };
        command.SetAction(async (parsed, _) => Console.WriteLine(await ClusterBench.MeasureAsync(parsed.GetValue(devices))));
        return command;
    }
}

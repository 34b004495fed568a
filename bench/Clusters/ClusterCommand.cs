using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using NumaProbe.Cluster.Akka;

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
        command.SetAction(async (parsed, stop) =>
        {
            if (Environment.GetEnvironmentVariable(ClusterProcess.ProfilingName) is null)
            {
                return await AgainAsync(parsed.GetValue(devices), stop);
            }

            Console.WriteLine(await ClusterBench.MeasureAsync(parsed.GetValue(devices)));
            return 0;
        });
        return command;
    }

    // the coordinator is in this process, which has to be one as `up` starts them
    private static async Task<int> AgainAsync(int devices, CancellationToken stop)
    {
        var start = new ProcessStartInfo("dotnet", [typeof(ClusterCommand).Assembly.Location, "cluster", "--devices", devices.ToString(CultureInfo.InvariantCulture)]);
        start.Environment[ClusterProcess.ProfilingName] = ClusterProcess.CompilesAtOnce;
        using var again = Process.Start(start)!;
        await again.WaitForExitAsync(stop);
        return again.ExitCode;
    }
}

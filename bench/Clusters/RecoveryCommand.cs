using System.CommandLine;

namespace NumaProbe.Bench.Clusters;

/// <summary><c>recovery</c>: how soon a coordinator that was killed acknowledges again.</summary>
internal static class RecoveryCommand
{
    private const int MaxDevices = 20_000;

    internal static Command Create()
    {
        var devices = new Option<int>("--devices") { Description = "How many devices the run has probed before.", DefaultValueFactory = _ => 1_000 };
        devices.Validators.Add(result =>
        {
            if (result.GetValueOrDefault<int>() is < 1 or > MaxDevices)
            {
                result.AddError($"--devices takes 1 to {MaxDevices}");
            }
        });
        var command = new Command("recovery", "Kill the coordinator of a cluster and say how soon it acknowledges again.") { devices };
        command.SetAction(async (parsed, stop) =>
        {
            await using var bench = new RecoveryBench();
            await foreach (var line in bench.MeasureAsync(parsed.GetValue(devices), stop))
            {
                Console.WriteLine(line);
            }
        });
        return command;
    }
}

using System.CommandLine;
using NumaProbe.Bench;
using NumaProbe.Bench.Clusters;
using NumaProbe.Bench.Folders;
using NumaProbe.VirtualTime;
using NumaProbe.VirtualTime.Akka;

var devices = new Option<int>("--devices") { Description = "How many devices to probe, up to a million.", DefaultValueFactory = _ => 240_000 };
devices.Validators.Add(result =>
{
    if (result.GetValueOrDefault<int>() is < 1 or > BareLoop.MaxDevices)
    {
        result.AddError($"--devices takes 1 to {BareLoop.MaxDevices}");
    }
});
var host = new Option<string>("--host") { Description = "Actor host: bare or akka.", DefaultValueFactory = _ => "bare" };
host.AcceptOnlyFromAmong("bare", "akka");
var storm = new Command("storm", "Probe many devices on eight nodes and say how fast it went, once the compiler has settled.") { devices, host };
storm.SetAction(parsed =>
{
    var hosts = parsed.GetValue(host) is "akka" ? AkkaHosts.Instance : BareHosts.Instance;
    Storm.WarmUp(hosts);
    StormReport.Write(Console.Out, Storm.Run(parsed.GetValue(devices), hosts), BareLoop.Run(parsed.GetValue(devices)));
});
return new RootCommand("Benchmarks of NumaProbe, one question each.") { storm, FolderCommand.Create(), ClusterCommand.Create(), RecoveryCommand.Create(), TripCommand.Trip(), TripCommand.Echo() }.Parse(args).Invoke();

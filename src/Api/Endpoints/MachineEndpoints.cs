using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using NumaProbe.Api.Machine;
using NumaProbe.Api.Problems;
using NumaProbe.Api.Records;
using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Streaming;
using NumaProbe.Cluster.Control;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;

namespace NumaProbe.Api.Endpoints;

/// <summary>The emulated machine: its nodes, devices and drivers, as the trace so far shows them.</summary>
internal static class MachineEndpoints
{
    internal static void Map(IEndpointRouteBuilder api)
    {
        var machine = api.MapGroup("").WithTags("Machine").RequireAuthorization(ApiRoles.Viewer)
            .ProducesProblem(StatusCodes.Status400BadRequest);
        machine.MapGet("/nodes", NodesAsync).WithName("listNodes").WithSummary("Nodes and who holds them").Produces<NodeListDocument>();
        machine.MapGet("/devices", DevicesAsync).WithName("listDevices").WithSummary("Devices and what became of them")
            .Produces<DeviceListDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        machine.MapGet("/devices/{name}", DeviceAsync).WithName("getDevice").WithSummary("One device, by its name in the scenario or the kernel's")
            .Produces<DeviceDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        machine.MapGet("/drivers", DriversAsync).WithName("listDrivers").WithSummary("Drivers and what is bound to them")
            .Produces<DriverListDocument>().ProducesProblem(StatusCodes.Status404NotFound);
        machine.MapGet("/drivers/{name}", DriverAsync).WithName("getDriver").WithSummary("One driver")
            .Produces<DriverDocument>().ProducesProblem(StatusCodes.Status404NotFound);
    }

    private static async Task<IResult> NodesAsync(
        string? limit, string? cursor, IClusterControl control, MachineFeed feed, ApiLimits limits, CancellationToken cancellation) =>
        await feed.ReadAsync<IResult>(
            machine =>
            {
                var page = Page.Of(limit, cursor, machine.Run, limits);
                return page.Wrong is null ? TypedResults.Ok(Nodes(machine, control.Status.Hosts, page)) : Problem.InvalidRequest(page.Wrong);
            },
            cancellation)
        ?? TypedResults.Ok(new NodeListDocument(null, NodesOfHosts(control.Status.Hosts), null));

    private static async Task<IResult> DevicesAsync(
        string? state, string? limit, string? cursor, MachineFeed feed, ApiLimits limits, CancellationToken cancellation)
    {
        if (state is not null && !DeviceWords.All.Contains(state, StringComparer.Ordinal))
        {
            return Problem.InvalidRequest($"there is no state '{PlainText.Of(state)}'; states are {string.Join(", ", DeviceWords.All)}");
        }

        return await feed.ReadAsync<IResult>(
            machine =>
            {
                var page = Page.Of(limit, cursor, machine.Run, limits);
                return page.Wrong is null ? TypedResults.Ok(Devices(machine, state, page)) : Problem.InvalidRequest(page.Wrong);
            },
            cancellation) ?? Problem.NoRun();
    }

    private static async Task<IResult> DeviceAsync(string name, MachineFeed feed, CancellationToken cancellation) => await feed.ReadAsync<IResult>(
        machine => TraceChoice.FindDevice(machine.Names, name) is { } number
            ? TypedResults.Ok(new DeviceDocument(machine.Run, MachineItems.Device(machine, number)))
            : Problem.NotFound(TraceChoice.NoDevice(machine.Names, name)),
        cancellation) ?? Problem.NoRun();

    private static async Task<IResult> DriversAsync(
        string? limit, string? cursor, MachineFeed feed, ApiLimits limits, CancellationToken cancellation) => await feed.ReadAsync<IResult>(
        machine =>
        {
            var page = Page.Of(limit, cursor, machine.Run, limits);
            if (page.Wrong is not null)
            {
                return Problem.InvalidRequest(page.Wrong);
            }

            var total = machine.Names.Drivers.Length;
            var end = (int)Math.Min(total, (long)page.First + page.Count);
            var items = Enumerable.Range(page.First, Math.Max(0, end - page.First)).Select(number => MachineItems.Driver(machine, number));
            return TypedResults.Ok(new DriverListDocument(machine.Run, total, [.. items], end < total ? Page.Cursor(machine.Run, end) : null));
        },
        cancellation) ?? Problem.NoRun();

    private static async Task<IResult> DriverAsync(string name, MachineFeed feed, CancellationToken cancellation) => await feed.ReadAsync<IResult>(
        machine => machine.Names.Drivers.IndexOf(name, 0, StringComparer.Ordinal) is >= 0 and var number
            ? TypedResults.Ok(new DriverDocument(machine.Run, MachineItems.Driver(machine, number)))
            : Problem.NotFound(NoDriver(machine, name)),
        cancellation) ?? Problem.NoRun();

    private static string NoDriver(MachineSnapshot machine, string name) =>
        $"there is no driver '{PlainText.Of(name)}' in this run; {Suggestion.For(name, machine.Names.Drivers) ?? "GET /api/v1/drivers lists all there are"}";

    private static DeviceListDocument Devices(MachineSnapshot machine, string? state, Page page)
    {
        var total = machine.Names.Devices.Length;
        var items = new List<DeviceItem>();
        var number = page.First;
        for (; number < total && items.Count < page.Count; number++)
        {
            if (state is null || string.Equals(machine.View.Device(number).Word, state, StringComparison.Ordinal))
            {
                items.Add(MachineItems.Device(machine, number));
            }
        }

        return new DeviceListDocument(machine.Run, total, items, number < total ? Page.Cursor(machine.Run, number) : null);
    }

    private static NodeListDocument Nodes(MachineSnapshot machine, IReadOnlyList<HostStatus> hosts, Page page)
    {
        var cpus = MachineItems.CpusByNode(machine.Names);
        var counts = MachineItems.CountByNode(machine);
        var end = (int)Math.Min(cpus.Length, (long)page.First + page.Count);
        var items = new List<NodeDocument>();
        for (var node = page.First; node < end; node++)
        {
            var host = hosts.FirstOrDefault(h => h.Nodes.Contains(node));
            items.Add(new NodeDocument(
                node, cpus[node].Count, [.. machine.View.OfflineCpus.Where(cpu => machine.Names.NodeOfCpu(cpu) == node)],
                host?.Name, (long?)host?.SilentFor.TotalMilliseconds, counts[node].Present, counts[node].Bound));
        }

        return new NodeListDocument(machine.Run, items, end < cpus.Length ? Page.Cursor(machine.Run, end) : null);
    }

    // before the first run the machine is not known yet, only who has come
    private static List<NodeDocument> NodesOfHosts(IReadOnlyList<HostStatus> hosts) =>
    [
        .. hosts.SelectMany(host => host.Nodes.Select(node => new NodeDocument(node, 0, [], host.Name, (long)host.SilentFor.TotalMilliseconds, 0, 0)))
            .OrderBy(node => node.Node).ThenBy(node => node.Host, StringComparer.Ordinal),
    ];
}

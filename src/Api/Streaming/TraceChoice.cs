using System.Globalization;
using NumaProbe.Scenarios.Documents;
using NumaProbe.Shared;
using NumaProbe.Shared.Events;
using NumaProbe.Shared.Events.Records;

namespace NumaProbe.Api.Streaming;

/// <summary>What part of a trace a request asks for: a filter, or what is wrong with the request.</summary>
/// <param name="Filter">The filter; null when something is wrong.</param>
/// <param name="Wrong">What is wrong; null when nothing is.</param>
internal sealed record TraceChoice(TraceFilter? Filter, string? Wrong)
{
    /// <summary>Reads the query.</summary>
    /// <param name="node">A node as asked for, or null for any.</param>
    /// <param name="device">A device by the scenario's name or the kernel's, or null for any.</param>
    /// <param name="names">The names of the run.</param>
    internal static TraceChoice Of(string? node, string? device, TraceNames names)
    {
        int? number = null;
        if (node is not null)
        {
            if (!int.TryParse(node, NumberStyles.None, CultureInfo.InvariantCulture, out var read) || read >= names.Nodes)
            {
                return new TraceChoice(null, FormattableString.Invariant(
                    $"there is no node '{PlainText.Of(node)}'; the machine of this run has {(names.Nodes == 1 ? "node 0 only" : $"nodes 0 to {names.Nodes - 1}")}"));
            }

            number = read;
        }

        if (device is null)
        {
            return new TraceChoice(new TraceFilter(number, null), null);
        }

        return FindDevice(names, device) is { } place
            ? new TraceChoice(new TraceFilter(number, place), null)
            : new TraceChoice(null, NoDevice(names, device));
    }

    /// <summary>The number of a device by the scenario's name or else the kernel's, or null.</summary>
    internal static int? FindDevice(TraceNames names, string device)
    {
        var place = names.Devices.IndexOf(device, 0, StringComparer.Ordinal);
        place = place >= 0 ? place : names.KernelNames.IndexOf(device, 0, StringComparer.Ordinal);
        return place >= 0 ? place : null;
    }

    /// <summary>For people: there is no such device, but perhaps a similar one.</summary>
    internal static string NoDevice(TraceNames names, string device)
    {
        var hint = Suggestion.For(device, names.Devices) is { } suggestion ? "; " + suggestion : "; GET /api/v1/devices lists all there are";
        return $"there is no device '{PlainText.Of(device)}' in this run{hint}";
    }
}

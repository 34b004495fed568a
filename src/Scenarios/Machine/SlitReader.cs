using System.Collections.Immutable;
using NumaProbe.Scenarios.Keys;
using NumaProbe.Shared;
using NumaProbe.Shared.Topology;

namespace NumaProbe.Scenarios.Machine;

/// <summary>Reads the matrix of distances. Owns the rules of the SLIT: square, 10 on the diagonal, nothing nearer than that.</summary>
internal static class SlitReader
{
    /// <summary>The matrix; the usual 10 and 20 when absent; null with problems.</summary>
    internal static DistanceMatrix? Read(Field field, int nodes, BindContext context)
    {
        if (!field.Given)
        {
            return field.IsBroken ? null : DistanceMatrix.Uniform(nodes);
        }

        var before = context.Problems.Count;
        var rows = context.Values.List(field);
        if (rows.Count != nodes)
        {
            context.Problems.Add(field.Mark, $"{rows.Count} rows of distances for {nodes} nodes", "the matrix is square: one row for each node");
            return null;
        }

        var matrix = rows.Select((row, from) => Row(row, from, nodes, context)).ToImmutableArray();
        return context.Problems.Count > before ? null : new(matrix);
    }

    /// <summary>One distance for every pair of nodes.</summary>
    internal static DistanceMatrix Uniform(int nodes, int distance) =>
        new([.. Enumerable.Range(0, nodes).Select(i =>
            Enumerable.Range(0, nodes).Select(j => i == j ? DistanceMatrix.Local : distance).ToImmutableArray())]);

    private static ImmutableArray<int> Row(Field field, int from, int nodes, BindContext context)
    {
        var items = context.Values.List(field);
        if (items.Count != nodes)
        {
            context.Problems.Add(field.Mark, $"row {from} has {items.Count} distances for {nodes} nodes", "the matrix is square: one entry for each node");
            return [];
        }

        var row = ImmutableArray.CreateBuilder<int>(nodes);
        for (var to = 0; to < nodes; to++)
        {
            var item = items[to] with { Label = $"distance from node {from} to {to}" };
            var distance = context.Values.Integer(item, DistanceMatrix.Local, ScenarioLimits.Distance) ?? DistanceMatrix.Local;
            if (to == from && distance != DistanceMatrix.Local)
            {
                context.Problems.Add(item.Mark, $"node {from} is {distance} away from itself", $"the diagonal of a SLIT is {DistanceMatrix.Local}", $"write {DistanceMatrix.Local}");
            }

            row.Add((int)distance);
        }

        return row.MoveToImmutable();
    }
}

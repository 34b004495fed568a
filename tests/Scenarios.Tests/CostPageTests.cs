using NumaProbe.Scenarios.Costs;
using NumaProbe.Shared.Costs;

namespace NumaProbe.Scenarios.Tests;

/// <summary>The page of costs lists what the program has: every member, with its key, unit and values.</summary>
public sealed class CostPageTests
{
    private const int Columns = 7;

    private static readonly string[] Sources = ["assumed", "kernel", "published", "recorded"];

    public static TheoryData<string> Members => [.. CostMembers.All.Select(member => member.Property)];

    [Fact]
    public void The_page_lists_exactly_the_members_of_the_model() =>
        Rows().Select(row => row[1]).ShouldBe(typeof(CostModel).GetProperties().Where(p => p.GetMethod!.IsStatic is false && p.CanWrite).Select(p => p.Name));

    [Theory]
    [MemberData(nameof(Members))]
    public void The_page_has_the_current_values(string property)
    {
        var member = CostMembers.All.Single(m => m.Property == property);
        var row = Rows().Single(r => r[1] == property);
        var (server, qemu) = (member.Shown(CostModel.Default), member.Shown(CostModel.QemuTcg));

        row[0].ShouldBe(member.Key);
        row[4].ShouldBe(server);
        row[5].ShouldBe(qemu == server ? "-" : qemu);
    }

    [Theory]
    [MemberData(nameof(Members))]
    public void The_page_has_a_unit_and_a_source_for_each(string property)
    {
        var row = Rows().Single(r => r[1] == property);

        row[2].ShouldNotBeEmpty();
        row[3].ShouldBeOneOf(property.EndsWith("Ns", StringComparison.Ordinal) ? ["ns"] : property.EndsWith("PerSecond", StringComparison.Ordinal) ? ["B/s"] : ["ratio", "probability", "count"]);
        Sources.ShouldContain(source => row[6].StartsWith(source, StringComparison.Ordinal));
    }

    private static List<string[]> Rows() =>
    [
        .. File.ReadLines(RepoRoot.Combine("docs/reference/costs.md"))
            .Where(line => line.StartsWith("| `", StringComparison.Ordinal))
            .Select(line => line.Trim('|', ' ').Split(" | ").Select(cell => cell.Trim('`', ' ')).ToArray())
            .Where(row => row.Length == Columns),
    ];
}

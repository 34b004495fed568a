using System.Collections;
using System.Reflection;
using NumaProbe.Shared.Model;

namespace NumaProbe.Scenarios.Tests;

/// <summary>Compares scenarios member by member. Records compare immutable arrays by identity, so their own equality is no help.</summary>
internal static class ScenarioDifference
{
    /// <summary>The first difference with its path, or null.</summary>
    internal static string? Find(Scenario expected, Scenario actual) => Find("scenario", expected, actual);

    private static string? Find(string path, object? expected, object? actual)
    {
        if (expected is null || actual is null || expected is string || expected.GetType().IsPrimitive || expected.GetType().IsEnum)
        {
            return Equals(expected, actual) ? null : $"{path}: expected {Show(expected)}, found {Show(actual)}";
        }

        if (expected.GetType() != actual.GetType())
        {
            return $"{path}: expected {expected.GetType().Name}, found {actual.GetType().Name}";
        }

        return expected is IEnumerable items
            ? FindInList(path, [.. items.Cast<object?>()], [.. ((IEnumerable)actual).Cast<object?>()])
            : FindInMembers(path, expected, actual);
    }

    private static string? FindInMembers(string path, object expected, object actual) => expected.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(p => p.GetIndexParameters().Length == 0)
        .Select(p => Find($"{path}.{p.Name}", p.GetValue(expected), p.GetValue(actual)))
        .FirstOrDefault(d => d is not null);

    private static string? FindInList(string path, List<object?> expected, List<object?> actual) =>
        expected.Count != actual.Count
            ? $"{path}: expected {expected.Count} items, found {actual.Count}"
            : expected.Select((item, i) => Find($"{path}[{i}]", item, actual[i])).FirstOrDefault(d => d is not null);

    private static string Show(object? value) => value is null ? "nothing" : $"'{value}'";
}

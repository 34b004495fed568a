using NumaProbe.Scenarios.Format;

namespace NumaProbe.Scenarios.Keys;

/// <summary>One kind of value, stated once: what it may be, how it is read and checked, how it is written.</summary>
/// <typeparam name="T">The value; a type that can be null, and null is what is absent or wrong.</typeparam>
/// <param name="Type">What it may be, for schema and pages.</param>
/// <param name="Read">The value of a field; a wrong one is reported.</param>
/// <param name="Write">Writes a value that is there.</param>
internal sealed record ValueFormat<T>(FormatType Type, Func<Field, BindContext, T> Read, Action<YamlText, T> Write);

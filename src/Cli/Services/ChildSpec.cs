namespace NumaProbe.Cli.Services;

/// <summary>A process that <c>up</c> keeps running.</summary>
/// <param name="Name">Its name, for people.</param>
/// <param name="Arguments">The words after the program's name.</param>
/// <param name="IsVital">Without it nothing works: when it ends by itself, all end.</param>
internal sealed record ChildSpec(string Name, IReadOnlyList<string> Arguments, bool IsVital);

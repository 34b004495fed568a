using System.Reflection;

namespace NumaProbe.Cli.Terminal;

/// <summary>The version of the program, without the commit that the build appends.</summary>
internal static class ToolVersion
{
    internal static string Current { get; } =
        typeof(ToolVersion).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()!.InformationalVersion.Split('+')[0];
}

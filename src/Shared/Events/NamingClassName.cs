using System.Runtime.InteropServices;

namespace NumaProbe.Shared.Events;

/// <summary>A naming class as a trace needs it.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Format">How it makes names, see <see cref="Naming.NameFormat"/>.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct NamingClassName(string Name, string Format);

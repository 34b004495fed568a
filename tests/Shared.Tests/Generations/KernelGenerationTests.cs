using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Traces;

namespace NumaProbe.Shared.Tests.Generations;

/// <summary>Finding generations by name, and what follows from their data.</summary>
public sealed class KernelGenerationTests
{
    [Theory]
    [InlineData("v6.12", "v6.12")]
    [InlineData("6.12.117+deb12-amd64", "v6.12")]
    [InlineData("6.1", "v6.1")]
    [InlineData("v6.1.192", "v6.1")]
    [InlineData("5.15.100", "v5.15")]
    [InlineData("5.1", "v5.1")]
    [InlineData("4.19.1", "v4.19")]
    [InlineData("rfc-2018", "rfc-2018")]
    [InlineData("rfc-2026", "rfc-2026")]
    [InlineData("5.10", null)]
    [InlineData("6.13", null)]
    [InlineData("rfc", null)]
    [InlineData("", null)]
    public void A_generation_is_found_by_what_users_type(string text, string? name) => KernelGenerations.Find(text)?.Name.ShouldBe(name);

    [Theory]
    [InlineData(FindingKind.LostMatch, "rfc-2018", "v6.1")]
    [InlineData(FindingKind.LostMatch, "v5.15", "v6.1")]
    [InlineData(FindingKind.NullDriver, "rfc-2018", "v5.1")]
    [InlineData(FindingKind.FlushUnderLock, "v4.19", "v5.1")]
    [InlineData(FindingKind.InlineUnderLock, "v4.19", "v5.15")]
    [InlineData(FindingKind.ProbeOfRemovedDevice, "v4.19", "v5.1")]
    [InlineData(FindingKind.AttachOfRemovedDevice, "v5.1", "v5.15")]
    [InlineData(FindingKind.PassedOverMatch, "v6.1", null)]
    [InlineData(FindingKind.Deadlock, "v4.19", null)]
    public void A_hazard_is_mended_in_the_first_later_release_without_it(FindingKind kind, string generation, string? mender) =>
        Hazards.MendedIn(kind, KernelGenerations.Find(generation)!)?.Name.ShouldBe(mender);

    [Fact]
    public void The_number_of_a_generation_in_traces_never_changes() =>
        KernelGenerations.All.Select(g => (Hazards.NumberOf(g), g.Name)).ShouldBe(
            [(1, "v4.19"), (2, "rfc-2018"), (3, "v5.1"), (4, "v5.15"), (5, "v6.1"), (6, "v6.12"), (7, "rfc-2026")]);
}

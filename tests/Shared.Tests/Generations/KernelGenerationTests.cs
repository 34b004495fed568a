using FsCheck;
using FsCheck.Fluent;
using NumaProbe.Shared.Findings;
using NumaProbe.Shared.Generations;

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
        KernelGenerations.All.Select(g => (g.TraceId, g.Name)).ShouldBe(
            [(1, "v4.19"), (2, "rfc-2018"), (3, "v5.1"), (4, "v5.15"), (5, "v6.1"), (6, "v6.12"), (7, "rfc-2026")]);

    [Fact]
    public void No_two_generations_have_one_number_in_traces_and_none_is_left_out() =>
        KernelGenerations.All.Select(g => g.TraceId).Order().ShouldBe(Enumerable.Range(1, KernelGenerations.All.Count));

    [Fact]
    public void Where_a_generation_stands_in_the_list_means_nothing() =>
        KernelGenerations.InOrder(KernelGenerations.All.Reverse()).ShouldBe(KernelGenerations.All);

    [Theory]
    [InlineData("v5.3", 5, 3)]
    [InlineData("6.12.117+deb12-amd64", 6, 12)]
    public void A_release_is_read_from_what_people_write(string text, int major, int minor) =>
        KernelRelease.Parse(text).ShouldBe(new KernelRelease(major, minor));

    [Theory]
    [InlineData("")]
    [InlineData("v5")]
    [InlineData("rfc-2018")]
    [InlineData("12345.1")]
    public void A_text_without_two_numbers_names_no_release(string text) => KernelRelease.Parse(text).ShouldBeNull();

    [Fact]
    public void Releases_are_ordered_by_their_numbers_and_read_back_as_written() => Prop.ForAll<(byte Major, byte Minor), (byte Major, byte Minor)>((one, two) =>
    {
        var (release, other) = (new KernelRelease(one.Major, one.Minor), new KernelRelease(two.Major, two.Minor));
        return KernelRelease.Parse(release.ToString()) == release
            && release < other == (one.Major < two.Major || (one.Major == two.Major && one.Minor < two.Minor))
            && release > other == (other < release)
            && release <= other == !(other < release)
            && release >= other == !(release < other);
    }).QuickCheckThrowOnFailure();
}

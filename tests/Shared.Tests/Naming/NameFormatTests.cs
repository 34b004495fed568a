using NumaProbe.Shared.Generations;
using NumaProbe.Shared.Naming;

namespace NumaProbe.Shared.Tests.Naming;

public sealed class NameFormatTests
{
    [Theory]
    [InlineData("nvme{}", 3, -1, "nvme3")]
    [InlineData("sd{a}", 0, -1, "sda")]
    [InlineData("sd{a}", 25, -1, "sdz")]
    [InlineData("sd{a}", 26, -1, "sdaa")]
    [InlineData("sd{a}", 701, -1, "sdzz")]
    [InlineData("sd{a}", 702, -1, "sdaaa")]
    [InlineData("pmem{of}[.{}]", 0, 2, "pmem2")]
    [InlineData("pmem{of}[.{}]", 1, 2, "pmem2.1")]
    [InlineData("nvme{of}n{}", 1, 0, "nvme0n1")]
    [InlineData("pfn{of}.{}", 1, -1, "pfn?.1")]
    [InlineData("{device}", 9, -1, "0000:3b:00.0")]
    public void A_name_is_made_as_the_kernel_does(string format, long index, long of, string name) =>
        NameFormat.Name(format, index, of, "0000:3b:00.0").ShouldBe(name);

    [Fact]
    public void Every_class_of_the_kernel_has_a_format_that_a_scenario_could_write() =>
        BuiltInNaming.All.ShouldAllBe(c => NameFormat.Refuse(c.Format) == null);

    [Theory]
    [InlineData("")]
    [InlineData("disk")]
    [InlineData("disk{b}")]
    [InlineData("disk {}")]
    [InlineData("disk{}[")]
    [InlineData("]disk{}[")]
    [InlineData("[a][b]{}")]
    public void What_makes_no_names_is_refused(string format) => NameFormat.Refuse(format).ShouldNotBeNull();

    [Fact]
    public void A_format_has_at_most_so_many_characters()
    {
        NameFormat.Refuse(new string('x', NameFormat.MaxLength - 2) + "{}").ShouldBeNull();
        NameFormat.Refuse(new string('x', NameFormat.MaxLength - 1) + "{}").ShouldNotBeNull();
    }

    [Theory]
    [InlineData("v6.1", "v6.1", false)]
    [InlineData("v6.1", "v6.2", true)]
    [InlineData("v6.1", "6.12.117", true)]
    [InlineData("v6.12", "v6.9", false)]
    [InlineData("v6.12", "v7.0", true)]
    [InlineData("rfc-2018", "v5.1", true)]
    [InlineData("rfc-2018", "v4.19", false)]
    [InlineData("rfc-2026", "v6.12", false)]
    public void A_generation_is_before_the_releases_after_it(string generation, string release, bool isBefore) =>
        KernelGenerations.Find(generation)!.IsBefore(release).ShouldBe(isBefore);

    [Fact]
    public void Disk_letters_were_taken_in_order_before_the_driver_became_asynchronous()
    {
        var old = KernelGenerations.Default with { Release = new KernelRelease(5, 1) };

        BuiltInNaming.Find("sd")!.In(old).Taken.ShouldBe(IndexTime.DeviceAdd);
        BuiltInNaming.Find("sd")!.In(KernelGenerations.Default).Taken.ShouldBe(IndexTime.InProbe);
        BuiltInNaming.Find("ata")!.In(old).Source.ShouldBe(IndexSource.Counter);
    }
}

using NumaProbe.Api.Security;
using NumaProbe.Api.Settings;
using NumaProbe.Api.Tests.Support;

namespace NumaProbe.Api.Tests.Security;

public sealed class TokenTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("numaprobe-token-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public async Task A_token_that_every_user_can_read_is_warned_of()
    {
        Needs.That(!OperatingSystem.IsWindows(), "Windows has no such rights");
        var token = Write(ApiHarness.OperatorToken);
        Launch.ToEnd("/", "chmod", "444", token).ExitCode.ShouldBe(0);
        await using (var api = await ApiHarness.StartAsync(o => o with { OperatorTokenFile = token }))
        {
            api.Log.ShouldContain($"{token}\" can be read by every user of this machine; 'chmod 600' it");
        }

        Launch.ToEnd("/", "chmod", "400", token).ExitCode.ShouldBe(0);
        await using var other = await ApiHarness.StartAsync(o => o with { OperatorTokenFile = token });
        other.Log.ShouldNotContain("can be read by every user");
    }

    [Theory]
    [InlineData(TokenFile.MinLength)]
    [InlineData(TokenFile.MaxLength)]
    public void A_token_has_16_to_512_characters(int length) => TokenFile.Read(Write(new string('t', length) + "\r\n")).ShouldBe(new string('t', length));

    [Theory]
    [InlineData(TokenFile.MinLength - 1)]
    [InlineData(TokenFile.MaxLength + 1)]
    [InlineData(0)]
    [InlineData(1 << 20)]
    public void A_shorter_or_longer_one_is_refused_without_being_shown(int length)
    {
        var message = Should.Throw<ApiStartException>(() => TokenFile.Read(Write(new string('t', length)))).Message;
        message.ShouldContain("16 to 512");
        message.ShouldNotContain("ttttt");
    }

    [Theory]
    [InlineData("secret with blanks in it")]
    [InlineData("secret-on-two\nlines-of-a-file")]
    [InlineData("secret-with-umlaut-\u00fc-in-it")]
    public void Characters_that_a_header_cannot_carry_are_refused_without_being_shown(string token)
    {
        var message = Should.Throw<ApiStartException>(() => TokenFile.Read(Write(token))).Message;
        message.ShouldContain("characters");
        message.ShouldNotContain("secret");
    }

    [Fact]
    public void A_file_that_is_not_there_is_named() =>
        Should.Throw<ApiStartException>(() => TokenFile.Read(Path.Combine(_folder, "none"))).Message.ShouldContain("none cannot be read");

    [Fact]
    public async Task The_same_token_for_both_roles_is_refused()
    {
        var file = Write(ApiHarness.OperatorToken);
        var refusal = await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(o => o with { OperatorTokenFile = file, ViewerTokenFile = file }));
        refusal.Message.ShouldContain("the same token");
    }

    [Fact]
    public async Task A_viewer_without_an_operator_is_refused()
    {
        var file = Write(ApiHarness.ViewerToken);
        var refusal = await Should.ThrowAsync<ApiStartException>(() => ApiHarness.StartAsync(o => o with { ViewerTokenFile = file }));
        refusal.Message.ShouldContain("--token-file");
    }

    [Fact]
    public async Task No_token_is_ever_logged()
    {
        await using var api = await ApiHarness.StartWithTokensAsync();
        foreach (var token in new[] { ApiHarness.OperatorToken, ApiHarness.ViewerToken, "canary-0123456789abcdef0123456789" })
        {
            foreach (var path in new[] { "/api/v1/status", "/nowhere", "/api/v1/wait?for=idle" })
            {
                using var response = await api.GetAsync(path, token);
                (await response.Content.ReadAsStringAsync(TestContext.Current.CancellationToken)).ShouldNotContain(token);
            }

            api.Log.ShouldNotContain(token);
        }
    }

    private string Write(string text)
    {
        var path = Path.Combine(_folder, Path.GetRandomFileName());
        File.WriteAllText(path, text);
        return path;
    }
}

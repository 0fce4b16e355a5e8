using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Security;

public class SessionTests
{
    [Fact]
    public async Task A_page_signs_in_works_and_signs_out()
    {
        await using var server = await ApiServer.StartAsync();
        using var key = await server.ClientAsync(Role.User, "ann");
        using var page = await SignInAsync(server, key);

        var who = await page.GetAsync("/api/v1/session").JsonAsync();
        Assert.Equal(("ann", "user"), (who.GetProperty("name").GetString(), who.GetProperty("role").GetString()));

        page.DefaultRequestHeaders.Add("X-Atelier", "1");
        Assert.Equal("page", (await page.PostAsync("/api/v1/jobs", new { prompt = "x" }).JsonAsync(202)).GetProperty("source").GetString());
        await page.DeleteAsync("/api/v1/session").JsonAsync(204);
        await page.GetAsync("/api/v1/session").ProblemAsync(401);
    }

    [Fact]
    public async Task A_change_with_the_cookie_alone_is_refused()
    {
        await using var server = await ApiServer.StartAsync();
        using var key = await server.ClientAsync();
        using var page = await SignInAsync(server, key);

        var problem = await page.PostAsync("/api/v1/jobs", new { prompt = "x" }).ProblemAsync(403);

        Assert.Contains("X-Atelier: 1", problem.GetProperty("detail").GetString());
    }

    [Fact]
    public async Task The_cookie_is_for_this_site_alone_and_not_for_scripts()
    {
        await using var server = await ApiServer.StartAsync();
        using var key = await server.ClientAsync();
        using var client = server.Client();

        using var response = await client.PostAsync("/api/v1/session", new { key = key.DefaultRequestHeaders.Authorization!.Parameter });

        var cookie = response.Headers.GetValues("Set-Cookie").Single();
        Assert.Contains("httponly", cookie);
        Assert.Contains("samesite=strict", cookie);
        Assert.DoesNotContain(key.DefaultRequestHeaders.Authorization!.Parameter!, cookie);
    }

    [Fact]
    public async Task A_session_ends_with_its_key()
    {
        await using var server = await ApiServer.StartAsync();
        using var key = await server.ClientAsync();
        using var page = await SignInAsync(server, key);
        var keys = server.Services.GetRequiredService<KeyRing>();

        await keys.RemoveAsync((await keys.ListAsync(default))[0].Id, default);

        await page.GetAsync("/api/v1/session").ProblemAsync(401);
    }

    [Fact]
    public async Task Wrong_keys_do_not_sign_in_however_often_they_are_tried()
    {
        await using var server = await ApiServer.StartAsync();
        using var client = server.Client();
        for (var i = 0; i < 10; i++)
        {
            await client.PostAsync("/api/v1/session", new { key = ApiKey.New() }).ProblemAsync(401);
        }

        await client.PostAsync("/api/v1/session", new { key = ApiKey.New() }).ProblemAsync(429);
    }

    [Fact]
    public async Task The_file_of_the_sessions_lets_nobody_in()
    {
        await using var server = await ApiServer.StartAsync();
        using var key = await server.ClientAsync();
        using var page = await SignInAsync(server, key);
        var file = Path.Combine(server.Data, "sessions.json");
        var token = page.DefaultRequestHeaders.GetValues("Cookie").Single().Split('=')[1];

        Assert.DoesNotContain(token, await File.ReadAllTextAsync(file));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(file));
        }
    }

    private static async Task<HttpClient> SignInAsync(ApiServer server, HttpClient key)
    {
        var page = server.Client();
        using var response = await page.PostAsync("/api/v1/session", new { key = key.DefaultRequestHeaders.Authorization!.Parameter });
        page.DefaultRequestHeaders.Add("Cookie", response.Headers.GetValues("Set-Cookie").Single().Split(';')[0]);
        return page;
    }
}

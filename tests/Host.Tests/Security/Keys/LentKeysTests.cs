using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Tests.Doubles;
using Microsoft.Extensions.DependencyInjection;

namespace Atelier.Host.Tests.Security.Keys;

public sealed class LentKeysTests : IAsyncLifetime
{
    private ApiServer _server = null!;
    private LentKeys _lent = null!;

    public async Task InitializeAsync()
    {
        _server = await ApiServer.StartAsync();
        _lent = _server.Services.GetRequiredService<LentKeys>();
    }

    public async Task DisposeAsync() => await _server.DisposeAsync();

    [Fact]
    public async Task A_lent_key_is_its_owners_until_it_is_taken_back()
    {
        using var owner = await _server.ClientAsync(Role.Operator, "night");
        var key = (await _lent.LendAsync("night", "run:1", default))!;
        using var client = _server.Client(key.Secret);

        var session = await client.GetAsync("/api/v1/session").JsonAsync();
        Assert.Equal(("night", "operator"), (session.GetProperty("name").GetString(), session.GetProperty("role").GetString()));
        Assert.Equal("run:1", _lent.SourceOf(key.Secret));

        key.Dispose();
        await client.GetAsync("/api/v1/session").ProblemAsync(401);
    }

    [Fact]
    public async Task It_ends_with_its_owners_key_and_none_is_lent_where_there_is_no_owner()
    {
        using var owner = await _server.ClientAsync(Role.User, "short");
        using var key = (await _lent.LendAsync("short", "run:1", default))!;
        using var client = _server.Client(key.Secret);
        var ring = _server.Services.GetRequiredService<KeyRing>();
        await ring.RemoveAsync((await ring.ListAsync(default)).Single(stored => stored.Name == "short").Id, default);

        await client.GetAsync("/api/v1/session").ProblemAsync(401);
        Assert.Null(await _lent.LendAsync("short", "run:2", default));
    }
}

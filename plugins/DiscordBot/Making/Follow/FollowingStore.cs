using System.Text.Json;
using Atelier.FrontEnds;

namespace Atelier.DiscordBot.Making.Follow;

/// <summary>What is followed, from session to session.</summary>
internal sealed class FollowingStore(IFrontEndHost host)
{
    private const string Prefix = "following/";

    public Task SaveAsync(Following following) =>
        host.Store.SetAsync(Prefix + following.Id, JsonSerializer.Serialize(following, FollowingJson.Default.Following));

    public Task RemoveAsync(Following following) => host.Store.RemoveAsync(Prefix + following.Id);

    public async Task<Following?> FindAsync(string id, CancellationToken cancellation) =>
        await host.Store.GetAsync(Prefix + id, cancellation) is { } text ? Read(text) : null;

    public async Task<IReadOnlyList<Following>> AllAsync(CancellationToken cancellation)
    {
        var all = new List<Following>();
        foreach (var (key, text) in await host.Store.ListAsync(Prefix, cancellation))
        {
            if (Read(text) is { } following)
            {
                all.Add(following);
            }
            else
            {
                host.Log(FrontEndLogLevel.Warning, $"the record {key} cannot be read and is forgotten");
                await host.Store.RemoveAsync(key, cancellation);
            }
        }

        return all;
    }

    private static Following? Read(string text)
    {
        try
        {
            return JsonSerializer.Deserialize(text, FollowingJson.Default.Following);
        }
        catch (JsonException)
        {
            return null;
        }
    }
}

using Atelier.Host.Store;

namespace Atelier.Host.Tests.Store;

/// <summary>What every <see cref="IKeyStore"/> keeps to.</summary>
public abstract class KeyStoreCompliance
{
    private static readonly DateTimeOffset Noon = new(2026, 3, 29, 12, 0, 0, TimeSpan.Zero);

    private static CancellationToken None => CancellationToken.None;

    private protected abstract IKeyStore Store { get; }

    [Fact]
    public async Task A_key_is_found_by_its_hash_with_all_its_fields()
    {
        var full = Key("ann") with
        {
            ExpiresAt = Noon.AddTicks(1),
            LastUsedAt = Noon,
            WaitingLimit = 5,
            PicturesPerDay = 7,
            Role = Role.Operator,
        };
        var plain = Key("bob");

        Assert.True(await Store.AddAsync(full, None));
        Assert.True(await Store.AddAsync(plain, None));

        Assert.Equal(full, await Store.FindAsync(full.Hash, None));
        Assert.Equal(plain, await Store.FindAsync(plain.Hash, None));
        Assert.Null(await Store.FindAsync("nothing", None));
        Assert.Equal([full, plain], await Store.ListAsync(None));
    }

    [Fact]
    public async Task A_name_is_taken_once()
    {
        var first = Key("ann");
        await Store.AddAsync(first, None);

        Assert.False(await Store.AddAsync(Key("ann"), None));
        Assert.Equal([first], await Store.ListAsync(None));
    }

    [Fact]
    public async Task A_removed_key_is_gone_and_its_name_free()
    {
        var key = Key("ann");
        await Store.AddAsync(key, None);

        Assert.True(await Store.RemoveAsync(key.Id, None));
        Assert.False(await Store.RemoveAsync(key.Id, None));
        Assert.Null(await Store.FindAsync(key.Hash, None));
        Assert.True(await Store.AddAsync(Key("ann"), None));
    }

    [Fact]
    public async Task The_last_use_is_noted()
    {
        var key = Key("ann");
        await Store.AddAsync(key, None);

        await Store.TouchAsync(key.Id, Noon.AddMinutes(3), None);

        Assert.Equal(Noon.AddMinutes(3), (await Store.FindAsync(key.Hash, None))!.LastUsedAt);
    }

    [Fact]
    public async Task The_audit_log_is_read_from_its_newest_line()
    {
        var lines = Enumerable.Range(0, 3).Select(i => new AuditEntry(Noon.AddSeconds(-i), "ann", "key.create", $"key {i}")).ToList();
        foreach (var line in lines)
        {
            await Store.AuditAsync(line, None);
        }

        Assert.Equal([lines[2], lines[1]], await Store.AuditLogAsync(2, None));
    }

    private static StoredKey Key(string name)
    {
        var id = Some.Id();
        return new StoredKey(id, name, "hash of " + id, "atl_01", Role.User, Noon, null, null, null, null);
    }
}

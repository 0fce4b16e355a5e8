using System.CommandLine;
using System.Globalization;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Configuration;
using Atelier.Host.Security.Keys;
using Atelier.Host.Store;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Keys;

/// <summary><c>atelier keys add</c>, <c>list</c>, <c>remove</c>: on the data folder, whether a server runs on it or not.</summary>
internal static class KeysCommand
{
    public static Command Create(CommandContext context, Option<bool> json)
    {
        var data = new Option<string>("--data")
        {
            Description = "The server's data folder (default: the configured one)",
            HelpName = "FOLDER",
            Recursive = true,
        };
        return new Command("keys", "Who may use the server")
        {
            data,
            Add(context, data, json),
            List(context, data, json),
            Remove(context, data),
        };
    }

    private static Command Add(CommandContext context, Option<string> data, Option<bool> json)
    {
        var name = new Argument<string>("name") { Description = "Whose key it is; the owner of what is made with it" };
        var role = new Option<string>("--role") { Description = "viewer, user, operator or admin (default user)", HelpName = "ROLE" };
        var expires =
            new Option<string>("--expires") { Description = "How long it holds: 12h, 30d (default: for ever)", HelpName = "TIME" };
        var waiting = Numbers.Whole("--waiting-limit", "How many of its jobs may wait");
        var pictures = Numbers.Whole("--pictures-per-day", "How many pictures it may ask for in 24 hours");
        var add = new Command("add", "Make a key; it is shown this once") { name, role, expires, waiting, pictures };
        add.SetAction(async (parsed, cancellation) =>
        {
            var now = context.Time.GetUtcNow();
            var wish = new KeyWish(
                parsed.GetRequiredValue(name), RoleOf(parsed.GetValue(role)),
                parsed.GetValue(expires) is { } time ? now + TimeOf(time) : null,
                parsed.GetValue(waiting), parsed.GetValue(pictures));
            if (wish.Problems(now).FirstOrDefault() is { } problem)
            {
                throw new InputException($"{problem.Field}: {problem.Problem}");
            }

            await using var folder = new KeyFolder(context, parsed.GetValue(data));
            var made = await folder.Keys.AddAsync(wish, secret: null, cancellation)
                ?? throw new InputException($"there is a key named '{wish.Name}' already");
            await folder.Audit.WriteAsync("command line", "key.create", $"{wish.Name} ({wish.Role})", cancellation);
            if (parsed.GetValue(json))
            {
                new Listing(["Id", "Name", "Role", "Key"], [[made.Key.Id, wish.Name, Words(wish.Role), made.Secret]]).Write(
                    context.Terminal, json: true);
            }
            else
            {
                context.Terminal.Out.WriteLine(made.Secret);
            }

            return ExitCode.Ok;
        });
        return add;
    }

    private static Command List(CommandContext context, Option<string> data, Option<bool> json)
    {
        var list = new Command("list", "List the keys, without their secrets");
        list.SetAction(async (parsed, cancellation) =>
        {
            await using var folder = new KeyFolder(context, parsed.GetValue(data));
            var rows = (await folder.Keys.ListAsync(cancellation)).Select(Row).ToArray();
            new Listing(["Name", "Role", "Begins", "Made", "Expires", "Used", "Id"], rows, Details: 1).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return list;
    }

    private static Command Remove(CommandContext context, Option<string> data)
    {
        var name = new Argument<string>("name") { Description = "The key's name" };
        var remove = new Command("remove", "Remove a key; a running server refuses it at once") { name };
        remove.SetAction(async (parsed, cancellation) =>
        {
            await using var folder = new KeyFolder(context, parsed.GetValue(data));
            var wanted = parsed.GetRequiredValue(name);
            var keys = await folder.Keys.ListAsync(cancellation);
            var key = keys.FirstOrDefault(key => key.Name == wanted)
                ?? throw new InputException(
                    $"there is no key named {OneLine.Quoted(wanted)}{NearestName.Hint(wanted, keys.Select(key => key.Name))}");
            await folder.Keys.RemoveAsync(key.Id, cancellation);
            await folder.Audit.WriteAsync("command line", "key.remove", key.Name, cancellation);
            return ExitCode.Ok;
        });
        return remove;
    }

    private static string[] Row(StoredKey key) =>
        [key.Name, Words(key.Role), key.Prefix + "…", Text(key.CreatedAt), Text(key.ExpiresAt), Text(key.LastUsedAt), key.Id];

    private static string Text(DateTimeOffset? time) => time?.ToString("yyyy-MM-dd HH:mm'Z'", CultureInfo.InvariantCulture) ?? "";

    private static string Words(Role role) => role.ToString().ToLowerInvariant();

    private static Role RoleOf(string? text) => text is null ? Role.User
        : Enum.GetValues<Role>().Cast<Role?>().FirstOrDefault(role => Words(role!.Value) == text)
            ?? throw new InputException($"--role: {OneLine.Quoted(text)} is unknown; it must be viewer, user, operator or admin");

    private static TimeSpan TimeOf(string text) =>
        DurationText.Parse(text) is { } time && time > TimeSpan.Zero && time < TimeSpan.FromDays(36_500)
        ? time
        : throw new InputException($"--expires: {OneLine.Quoted(text)} is not possible; it must be a time such as 12h or 30d");
}

using System.CommandLine;
using System.Globalization;
using Atelier.Diffusion.Checkpoints;
using Atelier.Host.Cli.Lists;
using Atelier.Host.Texts;

namespace Atelier.Host.Cli.Models;

/// <summary><c>atelier loras</c> and <c>atelier embeddings</c>: the adapters and textual inversions beside the models.</summary>
internal static class AdaptersCommand
{
    public static Command Loras(CommandContext context, Option<bool> json)
    {
        var command = new Command("loras", "List the adapters (LoRA and kin) in models/loras");
        command.SetAction(parsed =>
        {
            var catalog = new AdapterCatalog(context.Options.Folders.Models);
            var rows = catalog.List().Select(entry => (string[])
                [entry.Name, entry.Alias == entry.Name ? "" : entry.Alias, entry.Kind, Number(entry.Rank), entry.Family ?? "",
                    ByteCount.Of(entry.Bytes), entry.Problem ?? "ready"]);
            new Listing(["Name", "Alias", "Kind", "Rank", "Family", "Size", "State"], [.. rows]).Write(
                context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    public static Command Embeddings(CommandContext context, Option<bool> json)
    {
        var command = new Command("embeddings", "List the textual inversions in models/embeddings");
        command.SetAction(parsed =>
        {
            var rows = new EmbeddingCatalog(context.Options.Folders.Models).List().Select(entry => (string[])
                [entry.Name, entry.Token ?? "", entry.Problem is null ? Number(entry.Vectors) : "", string.Join(" + ", entry.Widths),
                    entry.Problem ?? "ready"]);
            new Listing(["Name", "Word", "Vectors", "Width", "State"], [.. rows]).Write(context.Terminal, parsed.GetValue(json));
            return ExitCode.Ok;
        });
        return command;
    }

    /// <summary>What <c>models inspect</c> says of an adapter; null where the file is none.</summary>
    /// <param name="path">A file.</param>
    /// <param name="cancellation">Ends the hashing early.</param>
    public static Listing? Inspect(string path, CancellationToken cancellation)
    {
        if (AdapterCatalog.Describe(path) is not { Problem: null, Kind.Length: > 0 } entry)
        {
            return null;
        }

        IEnumerable<string[]> rows =
        [
            ["Name", entry.Name], ["State", "an adapter: put it into models/loras and write <lora:NAME:1> in a prompt"],
            ["Kind", entry.Kind],
            ["Rank", Number(entry.Rank)], ["Family", entry.Family ?? "not told"], ["Size", ByteCount.Of(entry.Bytes)],
            ["Hash", AdapterCatalog.HashOf(path, cancellation)],
            .. entry.Metadata.Select(note => (string[])["Note", $"{note.Key}: {note.Value}"]),
        ];
        return new Listing(["What", "Value"], [.. rows.Where(row => row[1].Length > 0)]);
    }

    private static string Number(int? number) => number?.ToString(CultureInfo.InvariantCulture) ?? "";
}

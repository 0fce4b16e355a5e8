using Atelier.Jobs;

namespace Atelier.Host.Store.Sqlite;

/// <summary>A row of <c>pictures</c> as SQLite's types give it.</summary>
internal sealed class PictureRow
{
    public const string Columns =
        "id, job, position, owner, hash, thumbnail, format, width, height, bytes, seed, prompt, model, recipe, infotext, favorite, created_at AS CreatedAt";

    public const string Insert =
        """
        INSERT INTO pictures
            (id, job, position, owner, hash, thumbnail, format, width, height, bytes, seed, prompt, search, model, recipe, infotext, created_at)
        VALUES
            (@Id, @Job, @Position, @Owner, @Hash, @Thumbnail, @Format, @Width, @Height, @Bytes, @Seed, @Prompt, @Search, @Model, @Recipe, @Infotext, @CreatedAt)
        """;

    public string Id { get; init; } = "";

    public string Job { get; init; } = "";

    public long Position { get; init; }

    public string Owner { get; init; } = "";

    public string Hash { get; init; } = "";

    public string Thumbnail { get; init; } = "";

    public string Format { get; init; } = "";

    public long Width { get; init; }

    public long Height { get; init; }

    public long Bytes { get; init; }

    public long Seed { get; init; }

    public string Prompt { get; init; } = "";

    public string Search => Sqlite.Search.Fold(Prompt);

    public string Model { get; init; } = "";

    public string Recipe { get; init; } = "";

    public string Infotext { get; init; } = "";

    public long Favorite { get; init; }

    public long CreatedAt { get; init; }

    public static PictureRow Of(NewPicture picture, Job job, int index, long now) => new()
    {
        Id = picture.Id,
        Job = job.Id,
        Position = index,
        Owner = job.Owner,
        Hash = picture.Hash,
        Thumbnail = picture.Thumbnail,
        Format = picture.Format,
        Width = picture.Width,
        Height = picture.Height,
        Bytes = picture.Bytes,
        Seed = unchecked((long)picture.Seed),
        Prompt = job.Request.Prompt,
        Model = job.Request.Model ?? "",
        Recipe = picture.Recipe,
        Infotext = picture.Infotext,
        CreatedAt = now,
    };

    public StoredPicture ToPicture() => new(
        Id, Job, (int)Position, Owner, Hash, Thumbnail, Format, (int)Width, (int)Height, Bytes, unchecked((ulong)Seed), Prompt, Model,
        Recipe, Infotext,
        Favorite != 0, Times.Of(CreatedAt));

    public JobPicture ToJobPicture() => new(Id, Hash, Format, (int)Width, (int)Height, Bytes, unchecked((ulong)Seed));
}

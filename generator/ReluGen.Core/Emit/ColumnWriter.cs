using ReluGen.Planning;
using static ReluGen.Emit.NumberText;

namespace ReluGen.Emit;

/// <summary>Writes the loop over column tiles, with the tail and a last partial vector apart.</summary>
internal static class ColumnWriter
{
    /// <summary>A block of columns: where it starts and how many vectors it has.</summary>
    /// <param name="Column">The loop variable, or null where the start is a constant.</param>
    /// <param name="Start">The constant start, in elements.</param>
    /// <param name="Vectors">The number of vectors.</param>
    /// <param name="LastCount">The number of elements of the last vector that count.</param>
    /// <param name="EndsRow">Whether the row ends with the block.</param>
    public sealed record Columns(string? Column, int Start, int Vectors, int LastCount, bool EndsRow)
    {
        /// <summary>An element offset in the block, <paramref name="constant"/> behind its start.</summary>
        public string Offset(int constant) => Column is null ? Integer(Start + constant)
            : constant == 0 ? Column : Text($"{Column} + {constant}");
    }

    /// <summary>Writes <paramref name="block"/> once a tile of <paramref name="tiling"/>.</summary>
    /// <param name="writer">The writer.</param>
    /// <param name="lanes">The width.</param>
    /// <param name="tiling">The vectors of a row in tiles.</param>
    /// <param name="elements">The number of elements of a row.</param>
    /// <param name="isExact">Whether nothing may be touched behind the last element.</param>
    /// <param name="hasTail">Whether the last vector is unlike the others, so that its block stands apart.</param>
    /// <param name="block">Writes the statements for one tile.</param>
    public static void Write(
        SourceWriter writer, LaneText lanes, Tiling tiling, int elements, bool isExact, bool hasTail, Action<Columns> block)
    {
        int last = elements - ((lanes.Lanes.Vectors(elements) - 1) * lanes.Count);
        bool lastIsPartial = isExact && last < lanes.Count;
        int lastCount = lastIsPartial ? last : lanes.Count;
        int tile = tiling.Size * lanes.Count;

        int looped = (lastIsPartial || hasTail) && tiling.Tail == 0 ? tiling.FullTiles - 1 : tiling.FullTiles;
        bool isWhole = tiling is { FullTiles: 1, Tail: 0 };
        if (isWhole)
        {
            block(new Columns(null, 0, tiling.Size, lastCount, EndsRow: true));
            return;
        }

        if (looped > 1)
        {
            using (writer.Open(Text($"for (nuint column = 0; column < {looped * tile}; column += {tile})")))
            {
                block(new Columns("column", 0, tiling.Size, lanes.Count, EndsRow: false));
            }
        }
        else if (looped == 1)
        {
            WriteBlock(new Columns(null, 0, tiling.Size, lanes.Count, EndsRow: false));
        }

        if (looped < tiling.FullTiles)
        {
            WriteBlock(new Columns(null, looped * tile, tiling.Size, lastCount, EndsRow: true));
        }
        else if (tiling.Tail > 0)
        {
            WriteBlock(new Columns(null, looped * tile, tiling.Tail, lastCount, EndsRow: true));
        }

        void WriteBlock(Columns columns)
        {
            writer.Blank();
            int end = Math.Min(elements, columns.Start + (columns.Vectors * lanes.Count)) - 1;
            using (writer.Open(Text($"// columns {columns.Start} to {end}")))
            {
                block(columns);
            }
        }
    }
}

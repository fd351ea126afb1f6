import mongoose from 'mongoose';

/** MongoDB's code of a write that a unique index refused. */
export const duplicateKeyCode = 11_000;

/** Whether a single write was refused because a unique index has the key already. */
export const isDuplicateKey = (error: unknown): error is mongoose.mongo.MongoServerError =>
  error instanceof mongoose.mongo.MongoServerError && error.code === duplicateKeyCode;
